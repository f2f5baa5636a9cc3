import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { noteArrival } from './arrivals.ts'

declare module 'node:net' {
  interface Socket {
    /** From then on, as `performance.now` tells time, an answer asks the client for a new connection. */
    closeFrom?: number
  }
}

/** So long a connection on which nothing was ever sent is waited for when the server ends. */
const silentMs = 1000

/** The connections of a server, how old they are, and how old they may become. */
export class Connections {
  readonly #since = new Map<Socket, number>()
  readonly #maxAgeMs: number

  /**
   * @param maxAgeMs a connection is asked to close after half of it to all of it, at random: clients that came together
   *   do not come again together. @default never
   */
  constructor(server: Server, maxAgeMs = Number.POSITIVE_INFINITY) {
    this.#maxAgeMs = maxAgeMs
    server.on('connection', (socket) => this.#add(socket))
  }

  get open(): number {
    return this.#since.size
  }

  /** Closes connections that clients opened in advance and never used. */
  closeSilent(): void {
    const before = performance.now() - silentMs
    for (const [socket, since] of this.#since) if (socket.bytesRead === 0 && since < before) socket.destroy()
  }

  #add(socket: Socket): void {
    const now = performance.now()
    this.#since.set(socket, now)
    noteArrival()
    socket.closeFrom = now + this.#maxAgeMs * (0.5 + Math.random() / 2)
    socket.once('close', () => this.#since.delete(socket))
  }
}
