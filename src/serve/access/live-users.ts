import { setTimeout as sleep } from 'node:timers/promises'
import { parseCredentials, readUsersText } from '../../service/users/index.ts'
import type { Log } from '../log.ts'
import type { MetricJson } from '../metrics/snapshot.ts'
import { AccessControl } from './access-control.ts'
import type { UserChanges } from './accounts.ts'
import type { VerifierOptions } from './verifier.ts'
import { Verifier } from './verifier.ts'

/** How often the file is read. A removed user is refused after this and the pause below, at the latest. */
const pollMs = 2000
/** A new text counts when it is still the same after this: an editor may be half-way through writing it. */
const settleMs = 100

export interface LiveUsersOptions {
  readonly file: string
  readonly permissions: readonly string[]
  readonly log: Log
  readonly verifier?: VerifierOptions
}

/**
 * The users of a service, kept up to date with their file. The file is read by its name every two seconds, since
 * notices of the file system miss what matters here: a file that another is renamed over, a Secret of Kubernetes whose
 * symlink switches, a network drive. Text that cannot be used leaves the users as they were.
 */
export class LiveUsers {
  readonly access: AccessControl
  readonly #options: LiveUsersOptions
  #text: string
  #refused: string | undefined
  readonly #loads = { loaded: 1, refused: 0 }
  #users: number
  #refreshing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  private constructor(options: LiveUsersOptions, text: string) {
    const users = parseCredentials(text, options.permissions, options.file)
    this.#options = options
    this.#text = text
    this.#users = users.length
    this.access = new AccessControl(users, new Verifier(options.verifier))
  }

  /** @throws DATA_NOT_FOUND, INVALID_DATA where the file cannot be used at the start */
  static async open(options: LiveUsersOptions): Promise<LiveUsers> {
    return new LiveUsers(options, await readUsersText(options.file))
  }

  /** Reads the file from now on. @param everyMs @default 2000 */
  watch(everyMs = pollMs): void {
    this.#timer ??= setInterval(() => void this.refresh(), everyMs).unref()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Reads the file now. Never throws: what is wrong is logged and counted. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  metrics(): MetricJson[] {
    const isRefused = this.#refused === undefined ? 0 : 1
    return [
      gauge('ml_users', 'Users that may log in.', this.#users),
      gauge('ml_users_file_refused', '1 while the users file cannot be used and older users stay.', isRefused),
      counter('ml_users_file_loads_total', 'Times that the users file was loaded, and refused.', 'result', this.#loads),
      counter(
        'ml_logins_total',
        'Passwords that were not remembered: right, wrong, slowed for too many wrong ones, crowded out.',
        'outcome',
        this.access.outcomes,
      ),
    ]
  }

  async #refresh(): Promise<void> {
    const { file, permissions } = this.#options
    try {
      const text = await this.#settledText()
      if (text === undefined) return
      const users = parseCredentials(text, permissions, file)
      const recovered = this.#refused !== undefined
      this.#refused = undefined
      if (text === this.#text) {
        if (recovered) this.#options.log.info({ file }, 'the users file is usable again, and unchanged')
        return
      }
      this.#text = text
      this.#users = users.length
      this.#loads.loaded += 1
      this.#report(this.access.replaceUsers(users))
    } catch (error) {
      this.#refuse(error as Error)
    }
  }

  /** The file's text where there is something to do with it. */
  async #settledText(): Promise<string | undefined> {
    const { file } = this.#options
    const text = await readUsersText(file)
    if (text === this.#text) return this.#refused === undefined ? undefined : text
    await sleep(settleMs)
    return (await readUsersText(file)) === text ? text : undefined
  }

  #report({ added, removed, changed }: UserChanges): void {
    const { file, log } = this.#options
    log.info({ file, users: this.#users, added, removed, changed }, 'users changed')
  }

  /** Counted and logged once for each thing that is wrong, not every two seconds. */
  #refuse(error: Error): void {
    if (this.#refused === error.message) return
    this.#refused = error.message
    this.#loads.refused += 1
    this.#options.log.error({ err: error }, 'the users file cannot be used; the users from before stay')
  }
}

function gauge(name: string, help: string, value: number): MetricJson {
  return { name, help, type: 'gauge', aggregator: 'max', values: [{ value, labels: {} }] }
}

function counter(name: string, help: string, label: string, counts: { readonly [value: string]: number }): MetricJson {
  const values = Object.entries(counts).map(([value, count]) => ({ value: count, labels: { [label]: value } }))
  return { name, help, type: 'counter', aggregator: 'sum', values }
}
