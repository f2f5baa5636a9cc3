import { isGap } from './gaps.ts'
import { plainSpelling } from './source.ts'
import { parseWrittenDate } from './written-date.ts'
import { parseWrittenNumber } from './written-number.ts'

/**
 * Whether the first record names the columns. It does where a word stands above numbers or dates; it does not where
 * numbers stand above numbers, or words that come again below. Where nothing tells, it does, as most files have names.
 */
export function looksLikeHeader(first: readonly string[], rest: readonly (readonly string[])[]): boolean {
  if (first.length === 0) return false
  if (rest.length === 0) return !first.every((cell) => isMeasure(cell))
  if (countsUp(first) && !rest.some(countsUp)) return true
  let [forHeader, against] = [0, 0]
  first.forEach((name, column) => {
    const cells = rest.map((cells) => cells[column] ?? '').filter((cell) => !isGap(cell))
    if (isGap(name) || cells.length === 0) return
    const areMeasures = cells.filter(isMeasure).length > 0.8 * cells.length
    if (areMeasures) isMeasure(name) ? against++ : forHeader++
    else if (cells.includes(name)) against++
  })
  return forHeader > 0 ? forHeader >= against : against === 0
}

/** Numbers, however they are written, and dates: what names of columns mostly are not. */
function isMeasure(cell: string): boolean {
  return (
    parseWrittenNumber(cell, plainSpelling) !== undefined ||
    parseWrittenNumber(cell, { ...plainSpelling, decimal: ',', thousands: '.' }) !== undefined ||
    parseWrittenNumber(cell, { ...plainSpelling, thousands: ',' }) !== undefined ||
    parseWrittenDate(cell, undefined) !== undefined
  )
}

/** Names such as 0, 1, 2, as data frames without names have, or years one after the other. */
function countsUp(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => /^\d+$/.test(cell)).map(Number)
  return numbers.length > 1 && numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1)
}
