import { SlipwayError } from '../../errors.ts'

/** A body up to this size is parsed at once; a larger one waits for room, and is parsed piece by piece. */
export const smallBytes = 64 * 1024
/** How long a large body waits for room before it is refused, and how many may wait. */
const waitMs = 5000
const mostWaiting = 200

interface Waiting {
  readonly bytes: number
  readonly settle: (error?: Error) => void
}

/**
 * The bytes that the bodies of all requests may hold together, from their arrival to their answer. A large body asks for
 * its room before a byte of it is read, and waits in line; a small one takes it as it comes. An eighth is kept for the
 * small ones, so that large ones never turn them away.
 */
export class BodyBudget {
  readonly #maxBytes: number
  readonly #waiting: Waiting[] = []
  #held = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
  }

  /** The largest body that there can ever be room for. */
  get largest(): number {
    return Math.floor((this.#maxBytes * 7) / 8)
  }

  /** Whether somebody waits for room that others have. */
  get isWaitedFor(): boolean {
    return this.#waiting.length > 0
  }

  get heldBytes(): number {
    return this.#held
  }

  /** Takes room for a small body. @throws UNAVAILABLE where there is none */
  take(bytes: number): void {
    if (this.#held + bytes > this.#maxBytes) throw full()
    this.#held += bytes
  }

  /**
   * Takes room for a large body, as soon as there is some; calls `done` once.
   * @returns leaves the line
   */
  reserve(bytes: number, done: (error?: Error) => void): () => void {
    if (this.#waiting.length === 0 && this.#held + bytes <= this.largest) {
      this.#held += bytes
      done()
      return () => {}
    }
    if (this.#waiting.length >= mostWaiting) {
      done(full())
      return () => {}
    }
    const leave = () => {
      clearTimeout(timer)
      const at = this.#waiting.indexOf(waiting)
      if (at !== -1) this.#waiting.splice(at, 1)
    }
    const settle = (error?: Error) => {
      leave()
      done(error)
    }
    const waiting = { bytes, settle }
    const timer = setTimeout(settle, waitMs, full())
    this.#waiting.push(waiting)
    return leave
  }

  /** Gives room back. */
  give(bytes: number): void {
    this.#held -= bytes
    for (let [first] = this.#waiting; first !== undefined; [first] = this.#waiting) {
      if (this.#held + first.bytes > this.largest) return
      this.#held += first.bytes
      first.settle()
    }
  }
}

function full(): SlipwayError {
  return new SlipwayError(
    'UNAVAILABLE',
    'The server holds as many bytes of other requests as it may (MAX_BYTES_IN_FLIGHT); try again in a moment.',
  )
}
