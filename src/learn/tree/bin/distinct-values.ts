import { countDistinct } from './column-bins.ts'
import { sortNumbers } from './sort-numbers.ts'

type DistinctValues = ReturnType<typeof countDistinct>

/** The different values of a column, ascending, and how often each is there. */
export function distinctOf(column: Float64Array): DistinctValues {
  return countFew(column) ?? countDistinct(sortNumbers(column.slice()))
}

/** The same without sorting, where there are few; else undefined, which is soon found. */
function countFew(column: Float64Array): DistinctValues | undefined {
  const found: number[] = []
  const times: number[] = []
  for (let i = 0; i < column.length; i++) {
    const place = found.indexOf(column[i])
    if (place >= 0) times[place]++
    else if (found.length === 8) return undefined
    else {
      found.push(column[i])
      times.push(1)
    }
  }
  const order = [...found.keys()].sort((a, b) => found[a] - found[b])
  return { values: Float64Array.from(order, (v) => found[v]), counts: Float64Array.from(order, (v) => times[v]) }
}
