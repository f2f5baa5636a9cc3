import { quietTurn } from './arrivals.ts'
import type { Work } from './work.ts'

/** How long a long request may hold the event loop before others get their turn. */
const sliceMs = 2
/** Items between two looks at the clock, unless the caller says otherwise. */
const chunk = 16

export interface SliceOptions {
  /** Looked at before each slice: what nobody waits for any more ends. */
  readonly work?: Work | undefined
  /** The end of the items, from one on, that may be done between two looks at the clock. @default 16 further on */
  readonly partEnd?: (from: number) => number
}

/**
 * Does work on the items 0 … n − 1 in slices of about two milliseconds. Other requests come in between, and of all the
 * long ones together only one has a slice in each turn of the event loop. What is short is done at once.
 *
 * @param items does the items from `from` to before `to`; what it has to wait for comes before the next ones
 * @throws what the work's check throws: ClientGone, UNAVAILABLE
 */
export async function inSlices(
  n: number,
  items: (from: number, to: number) => Promise<void> | undefined | void,
  { work, partEnd = (from) => Math.min(n, from + chunk) }: SliceOptions = {},
): Promise<void> {
  const first = n === 0 ? 0 : partEnd(0)
  if (first === n) {
    await items(0, n)
    return
  }
  for (let from = 0; from < n; ) {
    await nextTurn(work)
    const until = performance.now() + sliceMs
    do {
      const to = partEnd(from)
      const waiting = items(from, to)
      if (waiting !== undefined) await waiting
      from = to
    } while (from < n && performance.now() < until)
  }
}

/** Does work that yields now and then in such slices; gives what it returns. @throws what the work's check throws */
export async function withPauses<T>(steps: Iterator<void, T>, work?: Work): Promise<T> {
  for (;;) {
    await nextTurn(work)
    const until = performance.now() + sliceMs
    do {
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() < until)
  }
}

let lastTurn = Promise.resolve()

/** Waits for a turn of the event loop that nobody else has. @throws what the work's check throws */
export async function nextTurn(work: Work | undefined): Promise<void> {
  lastTurn = lastTurn.then(quietTurn)
  await lastTurn
  work?.check()
}
