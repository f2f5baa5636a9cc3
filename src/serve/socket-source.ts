import type { BoundSocket } from './listen.ts'

/** Where a server gets the socket from that it listens with, and whom it tells how far it is. */
export interface SocketSource {
  /** Comes when connections may be accepted. */
  readonly socket: Promise<BoundSocket>
  /** The models are loaded: requests can be answered. */
  loaded(): void
  /** Loading takes long: probes ought to be answered meanwhile. */
  waiting(): void
}

/** The socket of a server that is one process. */
export class OwnSocket implements SocketSource {
  readonly socket: Promise<BoundSocket>
  readonly loaded: () => void
  readonly waiting: () => void

  constructor(bound: BoundSocket) {
    const { promise, resolve } = Promise.withResolvers<BoundSocket>()
    this.socket = promise
    this.loaded = this.waiting = () => resolve(bound)
  }
}
