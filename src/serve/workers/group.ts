/** What the primary knows of all workers, as a worker hears it. */
export interface WorkerGroup {
  /** Every worker has its models loaded, or had: one that is replaced takes no requests before it has, too. */
  readonly ready: boolean
  /** Process ids of workers, or of the primary, whose event loop does not turn. */
  readonly silent: readonly number[]
}
