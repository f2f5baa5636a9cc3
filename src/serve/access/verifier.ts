import { availableParallelism } from 'node:os'
import { SlipwayError } from '../../errors.ts'

export interface VerifierOptions {
  /** How many passwords are checked at a time. Each takes a core for some 30 ms. @default half of the cores, at least 1 */
  readonly concurrency?: number
  /** How many may wait in each lane. @default 8 */
  readonly laneLength?: number
}

interface Job {
  readonly run: () => Promise<boolean>
  readonly resolve: (right: boolean | PromiseLike<boolean>) => void
  readonly reject: (error: SlipwayError) => void
}

/** The lane in which every password waits, whoever it is said to belong to. */
const common = ''

/**
 * Checks passwords a few at a time, in lanes that take turns: one for everybody, and one more for each user. A flood
 * fills its own lane and is refused there, while a right password of another user gets its turn as if it were not there.
 *
 * What is told of a wrong password comes from the lane of everybody alone: who floods it sees existing names and others
 * refused alike.
 */
export class Verifier {
  readonly #lanes = new Map<string, Job[]>()
  readonly #concurrency: number
  readonly #laneLength: number
  #active = 0

  constructor(options: VerifierOptions = {}) {
    this.#concurrency = options.concurrency ?? Math.max(1, Math.floor(availableParallelism() / 2))
    this.#laneLength = options.laneLength ?? 8
  }

  /**
   * Whether a password is right.
   *
   * @param user that exists; empty for everybody else
   * @param run checks the password
   * @param decoy takes as long and finds nothing: done in the common lane where the user's own was faster
   * @throws TOO_MANY_REQUESTS where the common lane is full, unless the password turns out right
   */
  verify(user: string, run: () => Promise<boolean>, decoy = run): Promise<boolean> {
    if (user === common) return this.#wait(common, run)
    return new Promise((resolve, reject) => {
      let checking: Promise<boolean> | undefined
      let isRight = false
      const check = (): Promise<boolean> => {
        checking = run()
        checking.then((right) => {
          isRight = right
          if (right) resolve(true)
        }, reject)
        return checking
      }
      const none = () => Promise.resolve(false)
      const inCommon = this.#wait(common, () => (checking === undefined ? check() : isRight ? none() : decoy()))
      const inOwn = this.#wait(user, () => (checking === undefined ? check() : none()))
      Promise.allSettled([inCommon, inOwn]).then(([outcome]) => {
        if (outcome.status === 'rejected') reject(outcome.reason)
        else resolve(false)
      })
    })
  }

  #wait(lane: string, run: () => Promise<boolean>): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#enqueue(lane, { run, resolve, reject })
      this.#next()
    })
  }

  #enqueue(name: string, job: Job): void {
    const lane = this.#lanes.get(name) ?? []
    this.#lanes.set(name, lane)
    lane.push(job)
    // Who has to go is drawn: a steady flood could otherwise hold every place, and a right password never get one.
    if (lane.length > this.#laneLength) lane.splice(Math.floor(Math.random() * lane.length), 1)[0]!.reject(tooMany())
  }

  #next(): void {
    while (this.#active < this.#concurrency && this.#lanes.size > 0) {
      const [name, lane] = this.#lanes.entries().next().value!
      const job = lane.shift()!
      // To the back of the turns, or out of them where nobody waits.
      this.#lanes.delete(name)
      if (lane.length > 0) this.#lanes.set(name, lane)
      this.#active += 1
      job.resolve(
        job.run().finally(() => {
          this.#active -= 1
          this.#next()
        }),
      )
    }
  }
}

function tooMany(): SlipwayError {
  return new SlipwayError('TOO_MANY_REQUESTS', 'Too many passwords wait to be checked; try again in a second.')
}
