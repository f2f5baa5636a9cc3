import type { SendHandle } from 'node:child_process'

/** What workers and their primary say to each other: a question and its answer, or a word that needs none. */
interface Message {
  readonly slipway: 'ask' | 'answer' | 'tell'
  readonly topic: string
  readonly id?: number
  readonly content?: unknown
}

/** One end of the connection between two processes: a child in the primary, `process` in a worker. */
interface Peer {
  send?(
    message: Message,
    handle: SendHandle | undefined,
    options: undefined,
    callback: (error: Error | null) => void,
  ): unknown
  on(event: 'message', listener: (message: unknown, handle?: unknown) => void): unknown
}

type Answerer = (content: never, handle?: unknown) => unknown

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
    peer.on('message', (message, handle) => this.#receive(message as Message, handle))
  }

  /** Done when it was handed to the system; also where nobody is left to hear it. */
  tell(topic: string, content?: unknown, handle?: SendHandle): Promise<void> {
    return this.#send({ slipway: 'tell', topic, content }, handle)
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
      void this.#send({ slipway: 'ask', topic, id, content })
    })
  }

  async #receive({ slipway, topic, id, content }: Message, handle: unknown): Promise<void> {
    if (slipway === 'answer') this.#settle(id!, content)
    if (slipway !== 'ask' && slipway !== 'tell') return
    const answer = await this.#answerers[topic]?.(content as never, handle)
    if (slipway === 'ask') void this.#send({ slipway: 'answer', topic, id: id!, content: answer })
  }

  #settle(id: number, content: unknown): void {
    this.#waiting.get(id)?.(content)
    this.#waiting.delete(id)
  }

  #send(message: Message, handle?: SendHandle): Promise<void> {
    return new Promise((resolve) => {
      // A process that has just ended cannot be told anything, and need not be.
      if (this.#peer.send === undefined) resolve()
      else this.#peer.send(message, handle, undefined, () => resolve())
    })
  }
}
