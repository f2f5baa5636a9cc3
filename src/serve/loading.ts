import { isSlipwayError } from '../errors.ts'

/** So long a request that needs the models waits for them, in milliseconds; then it is answered 503. */
const patienceMs = 10_000

/** The first loading of the models, for those who wait for it. */
export class Loading {
  readonly #done: Promise<void>
  /** What is missing, in words, where it may take long: a store that does not answer, a model without a version. */
  waitsFor: string | undefined
  #end = () => {}

  constructor() {
    this.#done = new Promise((resolve) => {
      this.#end = resolve
    })
  }

  /** Lets go on who waits: the models are loaded, or will not be. */
  end(): void {
    this.#end()
  }

  /** Done when the models are loaded, or when it makes no sense to wait any longer. */
  settled(): Promise<void> {
    return Promise.race([this.#done, new Promise<void>((resolve) => setTimeout(resolve, patienceMs).unref())])
  }
}

/** Whether the cause may go away by itself, so that loading is to be tried again. */
export function isPassing(error: unknown, waitForVersions: boolean): error is Error {
  return isSlipwayError(error, 'STORE_UNREACHABLE') || (waitForVersions && isSlipwayError(error, 'MODEL_NOT_FOUND'))
}
