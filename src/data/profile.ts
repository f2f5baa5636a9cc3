/** What a column holds, as texts: how often each comes, in the order in which they come first. */
export interface Profile {
  readonly name: string
  readonly counts: ReadonlyMap<string, number>
  /** Cells that are not empty. */
  readonly present: number
  /** Words a cell, in the mean. */
  readonly words: number
}

export type Texts = { readonly [name: string]: string | undefined }

export function profileOf(name: string, rows: readonly Texts[]): Profile {
  const counts = new Map<string, number>()
  let [present, words] = [0, 0]
  for (const { [name]: text } of rows) {
    if (text === undefined) continue
    present++
    const count = counts.get(text) ?? 0
    counts.set(text, count + 1)
    if (count === 0 || words < 4 * present) words += text.trim().split(/\s+/).length
  }
  return { name, counts, present, words: words / Math.max(1, present) }
}

/** How many cells hold a value that fits, and the values that do not. */
export function tally(counts: ReadonlyMap<string, number>, fits: (text: string) => boolean) {
  let cells = 0
  const others = new Map<string, number>()
  for (const [text, count] of counts) {
    if (fits(text)) cells += count
    else others.set(text, count)
  }
  return { cells, others }
}

export function sum(counts: Iterable<number>): number {
  let sum = 0
  for (const count of counts) sum += count
  return sum
}
