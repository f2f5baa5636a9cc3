/**
 * Long work that can be interrupted: it yields now and then, and returns its result at its end. Who has nothing else to
 * do runs it through; a server answers requests in between.
 */
export type Pausable<T> = Generator<void, T, void>

/** Does the work without a pause. */
export function runThrough<T>(work: Pausable<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
