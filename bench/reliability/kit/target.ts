import { authorization } from '../../kit/park-server.ts'
import type { Server } from '../../kit/server.ts'
import type { Checkout } from './checkout.ts'
import { type Sending, send } from './send.ts'

/** A server under test, with the same small model as the others: texts of park visitors, positive or negative. */
export interface Target {
  readonly name: TargetName
  /** Where Slipway is under test: its command line, its models, its other services. */
  readonly checkout: Checkout | undefined
  /** The small request that everybody sends: one text to be scored. */
  readonly request: Sending
  /** What answers 200 as long as the process lives. */
  readonly live: string
  /** What answers 200 once it may be sent requests. */
  readonly ready: string
  /** The whole answer to the small request, once it was asked for. */
  readonly answer?: string
  /** Whether an answer to the small request predicts what it should. */
  isRight(body: string): boolean
  /** Starts it, and waits until it is ready unless told not to. */
  start(options?: StartOptions): Promise<Server>
}

export const targetNames = ['before', 'after', 'Flask', 'BentoML'] as const
export type TargetName = (typeof targetNames)[number]

/** Services of this repository; the rivals serve the models of the first two. */
export type ServiceName = 'park-sentiment' | 'american-predictor' | 'purchase-predict'

export interface StartOptions {
  /** @default 'park-sentiment' */
  readonly service?: ServiceName
  /** @default 1 */
  readonly workers?: 1 | 2
  /** Memory in MB and shares of a core that the whole server may use. @default no limit */
  readonly confined?: { readonly memoryMb: number; readonly cpus: number }
  readonly env?: { readonly [name: string]: string }
  /** Keep what it logs. @default false */
  readonly keepLines?: boolean
  /** @default true */
  readonly wait?: boolean
}

/** One text to be scored, sent by alice; where there are no users, nobody looks who sends it. */
export function smallRequest(path: string): Sending {
  return {
    method: 'POST',
    path,
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ inputs: ['The staff were wonderful, we loved every minute of our day'] }),
  }
}

/** A target that was asked once, with nothing wrong: every later answer has to say the same. */
export async function known(target: Omit<Target, 'isRight'>): Promise<Target> {
  const server = await target.start()
  const { ending, body } = await send(server.url, target.request, { timeoutMs: 30_000 })
  await server.stop()
  if (ending !== 200) throw new Error(`${target.name} answers the small request with ${ending}: ${body}`)
  const expected = predictionsIn(body)
  return { ...target, answer: body, isRight: (given) => predictionsIn(given) === expected }
}

/** What an answer predicts, without the version that says so. */
function predictionsIn(body: string): string {
  try {
    const value = JSON.parse(body)
    return JSON.stringify(value.predictions ?? value)
  } catch {
    return body
  }
}

const withTweets = new WeakMap<Target, Promise<Target>>()

/** The same server with the model of american-predictor, which costs several times as much for each text. */
export function servingTweets(target: Target): Promise<Target> {
  const path = target.checkout ? '/models/american/predict' : target.request.path
  const made =
    withTweets.get(target) ??
    known({
      ...target,
      request: smallRequest(path),
      start: (options) => target.start({ ...options, service: 'american-predictor' }),
    })
  withTweets.set(target, made)
  return made
}
