import type { Log } from '../log.ts'
import type { MetricJson } from '../metrics/snapshot.ts'
import { CounterStore } from './counter-store.ts'
import { type RateLimit, type Taken, windowMs } from './rate-limit.ts'
import { RefusedKeys } from './refused-keys.ts'

/**
 * Counts one request, up to the limit, in a window that begins with its first; gives whether it fits, the count and what
 * is left of the window. A count without an end, such as one restored from elsewhere, gets one.
 */
const takeScript = `
local used = tonumber(redis.call('GET', KEYS[1]) or '0')
local fits = used < tonumber(ARGV[1])
if fits then used = redis.call('INCR', KEYS[1]) end
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  left = tonumber(ARGV[2])
  redis.call('PEXPIRE', KEYS[1], left)
end
return { fits and 1 or 0, used, left }`

const giveBackScript = `
if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end`

/** A limit that all servers of a service share: Redis or Valkey counts. While it is away, requests pass. */
export class CommonRateLimit implements RateLimit {
  readonly perMinute: number
  readonly #store: CounterStore
  readonly #prefix: string
  readonly #refused = new RefusedKeys()

  private constructor(perMinute: number, store: CounterStore, prefix: string) {
    this.perMinute = perMinute
    this.#store = store
    this.#prefix = prefix
  }

  /** @throws INVALID_OPTION where the client is not installed */
  static async open(perMinute: number, url: URL, service: string, log: Log): Promise<CommonRateLimit> {
    return new CommonRateLimit(perMinute, await CounterStore.open(url, log), `slipway:${service}:`)
  }

  take(key: string): Taken | Promise<Taken> {
    return this.#refused.get(key) ?? this.#take(key)
  }

  giveBack(key: string): void {
    void this.#store.run(giveBackScript, [this.#prefix + key], [])
  }

  close(): void {
    this.#store.close()
  }

  metrics(): MetricJson[] {
    const { failures } = this.#store
    return [
      {
        name: 'ml_rate_limit_uncounted_total',
        help: 'Requests that passed because the store of the rate limit was away.',
        type: 'counter',
        aggregator: 'sum',
        values: [{ value: failures, labels: {} }],
      },
    ]
  }

  async #take(key: string): Promise<Taken> {
    const answer = await this.#store.run(takeScript, [this.#prefix + key], [String(this.perMinute), String(windowMs)])
    if (!isAnswer(answer)) return { allowed: true, remaining: this.perMinute, resetSeconds: windowMs / 1000 }
    const [fits, used, leftMs] = answer
    const taken = {
      allowed: fits === 1,
      remaining: this.perMinute - used,
      resetSeconds: Math.max(1, Math.ceil(leftMs / 1000)),
    }
    this.#refused.remember(key, taken)
    return taken
  }
}

function isAnswer(answer: unknown): answer is readonly [fits: number, used: number, leftMs: number] {
  return Array.isArray(answer) && answer.length === 3 && answer.every((part) => typeof part === 'number')
}
