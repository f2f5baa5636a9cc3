import { setTimeout as sleep } from 'node:timers/promises'
import { SlipwayError } from '../../errors.ts'
import type { Log } from '../log.ts'

/** How long a request waits for a count: a store on the same network answers within a millisecond. */
const patienceMs = 200
/** After a failure, requests pass for so long without asking. */
const pauseMs = 1000
/** How long the start of a server waits for the connection. */
const connectMs = 1000

/** What is used of the client. */
interface Client {
  readonly isReady: boolean
  sendCommand(command: readonly string[]): Promise<unknown>
  destroy(): void
}

/**
 * A connection to Redis or Valkey, which is not to be relied on: it reconnects by itself, and whoever asks gets an answer
 * or undefined, soon. The client is loaded only where a store is configured.
 */
export class CounterStore {
  failures = 0
  readonly #client: Client
  readonly #name: string
  readonly #log: Log
  #isAway = false
  #pausedUntil = 0

  private constructor(client: Client, name: string, log: Log) {
    this.#client = client
    this.#name = name
    this.#log = log
  }

  /**
   * Connects, and waits a second for it: a store that is away then is waited for in the background.
   * @param url `redis://user:password@host:6379/0`, `rediss://` with TLS
   * @throws INVALID_OPTION where the client is not installed
   */
  static async open(url: URL, log: Log): Promise<CounterStore> {
    const { createClient } = await loadClient()
    const client = createClient({
      url: url.href,
      // What could not be counted at once is not worth counting later.
      disableOfflineQueue: true,
      socket: { connectTimeout: 5000, reconnectStrategy: (retries) => Math.min(100 * 2 ** retries, 2000) },
    })
    const store = new CounterStore(client, url.host, log)
    client.on('error', (error: Error) => store.#failed(error))
    client.on('ready', () => store.#recovered())
    // It rejects only where it is given up, which is the end of the server.
    const connecting = client.connect().catch(() => {})
    await Promise.race([connecting, sleep(connectMs, undefined, { ref: false })])
    client.unref()
    return store
  }

  /** Runs a script on the server, as one step, and gives its answer; undefined, counted, where there is none in time. */
  async run(script: string, keys: readonly string[], args: readonly string[]): Promise<unknown> {
    if (!this.#client.isReady || performance.now() < this.#pausedUntil) {
      this.failures += 1
      return undefined
    }
    try {
      const answer = await inTime(this.#client.sendCommand(['EVAL', script, String(keys.length), ...keys, ...args]))
      this.#recovered()
      return answer
    } catch (error) {
      this.failures += 1
      this.#failed(error as Error)
      return undefined
    }
  }

  close(): void {
    this.#client.destroy()
  }

  #failed(error: Error): void {
    this.#pausedUntil = performance.now() + pauseMs
    if (this.#isAway) return
    this.#isAway = true
    this.#log.error({ err: error, store: this.#name }, 'the store of the rate limit does not answer; requests pass')
  }

  #recovered(): void {
    this.#pausedUntil = 0
    if (this.#isAway) this.#log.info({ store: this.#name }, 'the store of the rate limit answers again')
    this.#isAway = false
  }
}

async function loadClient(): Promise<typeof import('@redis/client')> {
  try {
    return await import('@redis/client')
  } catch (cause) {
    const message =
      'RATE_LIMIT_STORE needs the package @redis/client, which is not here. `npm install @redis/client`; for a built server, name RATE_LIMIT_STORE in `deploy` and build again.'
    throw new SlipwayError('INVALID_OPTION', message, { cause })
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = sleep(patienceMs, undefined, { ref: false }).then(() => {
    throw new Error(`no answer within ${patienceMs} ms`)
  })
  // The one that comes second is nobody's.
  late.catch(() => {})
  answer.catch(() => {})
  return Promise.race([answer, late])
}
