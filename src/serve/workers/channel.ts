/** What workers and their primary say to each other: a question and its answer, or a word that needs none. */
interface Message {
  readonly slipway: 'ask' | 'answer' | 'tell'
  readonly topic: string
  readonly id?: number
  readonly content?: unknown
}

/** One end of the connection between two processes: a `Worker` in the primary, `process` in a worker. */
interface Peer {
  send?(message: Message, callback?: (error: Error | null) => void): unknown
  on(event: 'message', listener: (message: unknown) => void): unknown
}

type Answerer = (content: never) => unknown

/** Questions, answers and news between two processes. */
export class Channel {
  readonly #peer: Peer
  readonly #answerers: { readonly [topic: string]: Answerer | undefined }
  readonly #waiting = new Map<number, (content: unknown) => void>()
  #lastId = 0

  /** @param answerers what to do with what the other side asks or tells, by topic */
  constructor(peer: Peer, answerers: { readonly [topic: string]: Answerer | undefined }) {
    this.#peer = peer
    this.#answerers = answerers
    peer.on('message', (message) => this.#receive(message as Message))
  }

  tell(topic: string, content?: unknown): void {
    this.#send({ slipway: 'tell', topic, content })
  }

  /** The other side's answer; undefined where it does not come in time. */
  ask<T>(topic: string, content?: unknown, timeoutMs = 2000): Promise<T | undefined> {
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(id, undefined), timeoutMs)
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer)
        resolve(answer as T | undefined)
      })
      this.#send({ slipway: 'ask', topic, id, content })
    })
  }

  async #receive({ slipway, topic, id, content }: Message): Promise<void> {
    if (slipway === 'answer') this.#settle(id!, content)
    if (slipway !== 'ask' && slipway !== 'tell') return
    const answer = await this.#answerers[topic]?.(content as never)
    if (slipway === 'ask') this.#send({ slipway: 'answer', topic, id: id!, content: answer })
  }

  #settle(id: number, content: unknown): void {
    this.#waiting.get(id)?.(content)
    this.#waiting.delete(id)
  }

  #send(message: Message): void {
    // A process that has just ended cannot be told anything, and need not be.
    this.#peer.send?.(message, () => {})
  }
}
