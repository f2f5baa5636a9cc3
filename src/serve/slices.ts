/** How long a long request may hold the event loop before others get their turn. */
const sliceMs = 2
/** Items between two looks at the clock. */
const chunk = 16

/**
 * Does work on the items 0 … n − 1 in slices of about two milliseconds and lets other requests in between. What is done
 * within the first slice does not wait at all.
 *
 * @param work does the items from `from` to before `to`
 */
export async function inSlices(n: number, work: (from: number, to: number) => void): Promise<void> {
  for (let from = 0; from < n; ) {
    const until = performance.now() + sliceMs
    do {
      const to = Math.min(n, from + chunk)
      work(from, to)
      from = to
    } while (from < n && performance.now() < until)
    if (from < n) await new Promise((resolve) => setImmediate(resolve))
  }
}
