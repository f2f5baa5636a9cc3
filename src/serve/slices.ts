/** How long a long request may hold the event loop before others get their turn. */
const sliceMs = 2
/** Items between two looks at the clock. */
const chunk = 16

/**
 * Does work on the items 0 … n − 1 in slices of about two milliseconds. Other requests come in between, and of all the
 * long ones together only one has a slice in each turn of the event loop. What is short is done at once.
 *
 * @param work does the items from `from` to before `to`
 */
export async function inSlices(n: number, work: (from: number, to: number) => void): Promise<void> {
  if (n <= chunk) {
    work(0, n)
    return
  }
  for (let from = 0; from < n; ) {
    await nextTurn()
    const until = performance.now() + sliceMs
    do {
      const to = Math.min(n, from + chunk)
      work(from, to)
      from = to
    } while (from < n && performance.now() < until)
  }
}

/** Does work that yields now and then in such slices; gives what it returns. */
export async function withPauses<T>(work: Iterator<void, T>): Promise<T> {
  for (;;) {
    await nextTurn()
    const until = performance.now() + sliceMs
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (performance.now() < until)
  }
}

let lastTurn = Promise.resolve()

/** A turn of the event loop that nobody else has. */
function nextTurn(): Promise<void> {
  lastTurn = lastTurn.then(() => new Promise((resolve) => setImmediate(resolve)))
  return lastTurn
}
