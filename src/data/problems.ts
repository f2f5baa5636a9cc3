import { type Problem, SlipwayError } from '../errors.ts'
import { shown } from '../values.ts'

/** How many problems an error shows; the rest is counted. */
const shownAtMost = 10

/** What is wrong with the rows of a table: the first few in full, all of them counted. */
export class Problems {
  readonly #shown: Problem[] = []
  #count = 0
  /** Rows that have problems, and are not read for that. */
  rows = 0

  /** `path` says where: `reviews.csv, row 17, column "rating"`. Given as a function, as only the first few are shown. */
  add(path: () => string, message: string): void {
    this.#count++
    if (this.#shown.length < shownAtMost) this.#shown.push({ path: path(), message })
  }

  /** The first few, a line each. */
  get lines(): string[] {
    return this.#shown.map(({ path, message }) => `${path}: ${message}.`)
  }

  /** @throws INVALID_DATA with all that was found, if anything was. */
  throwIfAny(): void {
    if (this.#count === 0) return
    const { lines } = this
    if (this.#count === 1) throw new SlipwayError('INVALID_DATA', lines[0]!, { problems: this.#shown })
    const rest = this.#count > lines.length ? `, the first ${lines.length} of them` : ''
    const total = this.#count.toLocaleString('en')
    throw new SlipwayError('INVALID_DATA', `${total} problems in the data${rest}:\n  ${lines.join('\n  ')}`, {
      problems: this.#shown,
    })
  }
}

/** Names as a list in a message, not longer than a few lines. */
export function listed(names: readonly string[]): string {
  const first = names.slice(0, 30).map((name) => shown(name))
  return names.length > first.length
    ? `${first.join(', ')} and ${names.length - first.length} more`
    : first.join(', ') || 'none'
}
