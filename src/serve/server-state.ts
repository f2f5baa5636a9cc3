import type { Loading } from './loading.ts'
import type { WorkerGroup } from './workers/group.ts'

export interface ServerState {
  /** The server is about to end: it answers what is under way and asks for no more. */
  draining: boolean
  /** Requests that were let in and are not answered yet. */
  inFlight: number
  /** Present until the models are loaded for the first time: requests wait for it. */
  loading?: Loading | undefined
  /** Where this process is one of several workers: what the primary says of all of them. */
  readonly group?: WorkerGroup | undefined
}
