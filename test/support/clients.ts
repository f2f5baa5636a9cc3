import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

/** What became of a request: its status, or the code of the error. */
export interface Outcome {
  readonly sentAt: number
  readonly endedAt: number
  readonly result: number | string
  readonly body: string
  /** The body of the response before it on the same connection, where there was one. */
  readonly bodyBefore: string | undefined
}

export interface ClientsOptions {
  readonly clients: number
  /** Each keeps one connection, else each request has its own. */
  readonly keepAlive: boolean
  /** Between two requests of a client, at random up to this long. */
  readonly pauseMs: number
}

/** Without an answer for so long a request counts as hanging. */
const hangMs = 15_000

/** Clients that send one request after another until they are stopped, or until nobody listens. */
export class Clients {
  readonly outcomes: Outcome[] = []
  readonly #url: string
  readonly #running: Promise<unknown>
  #stopped = false

  constructor(url: string, { clients, keepAlive, pauseMs }: ClientsOptions) {
    this.#url = url
    this.#running = Promise.all(Array.from({ length: clients }, () => this.#run(keepAlive, pauseMs)))
  }

  /** Done when every client has had its last answer, or found that nobody listens. */
  get ended(): Promise<unknown> {
    return this.#running
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#running
  }

  async #run(keepAlive: boolean, pauseMs: number): Promise<void> {
    const agent = keepAlive ? new Agent({ keepAlive: true, maxSockets: 1 }) : false
    let bodyBefore: string | undefined
    while (!this.#stopped) {
      const outcome = await send(this.#url, agent)
      if (outcome.result === 'ECONNREFUSED') break
      this.outcomes.push({ ...outcome, bodyBefore })
      bodyBefore = keepAlive && outcome.result === 200 ? outcome.body : undefined
      await sleep(Math.random() * pauseMs)
    }
    if (agent !== false) agent.destroy()
  }
}

function send(url: string, agent: Agent | false): Promise<Omit<Outcome, 'bodyBefore'>> {
  const sentAt = performance.now()
  return new Promise((resolve) => {
    const end = (result: number | string, body = '') => {
      clearTimeout(timer)
      resolve({ sentAt, endedAt: performance.now(), result, body })
    }
    const sending = request(url, { agent }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => end(response.statusCode ?? 0, body)).on('error', () => end('cut off'))
    })
    const timer = setTimeout(() => {
      end('hangs')
      sending.destroy()
    }, hangMs)
    sending.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message)).end()
  })
}

/** How often each result came, the good ones left out. */
export function failuresOf(outcomes: readonly Outcome[]): { readonly [result: string]: number } {
  const failures: { [result: string]: number } = {}
  for (const { result } of outcomes) if (result !== 200) failures[result] = (failures[result] ?? 0) + 1
  return failures
}
