import type { Feature } from '../features.ts'
import type { TableRow } from '../table-input.ts'

/** More than these nobody looks through; anything else can be written all the same. */
const mostValues = 40
/** What fewer rows have may be about one person, and is nobody's business. */
const leastRows = 5

/** The values that columns of categories mostly have, commonest first: examples for who fills in a form. */
export function commonValues(
  features: readonly Feature[],
  rows: readonly TableRow[],
): { readonly [column: string]: readonly string[] } {
  const categories = features.filter(({ type, treatedAs }) => type === 'string' && treatedAs === 'category')
  return Object.fromEntries(
    categories.map(({ name }) => {
      const counts = new Map<string, number>()
      for (const row of rows) {
        const value = row[name]
        if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      const common = [...counts]
        .filter(([, rows]) => rows >= leastRows)
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      return [name, common.slice(0, mostValues).map(([value]) => value)]
    }),
  )
}
