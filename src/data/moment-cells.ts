import { shown } from '../values.ts'
import { type Column, expected, Refusal } from './column.ts'
import { momentOf, parseEpoch, parseWrittenDate, type WrittenMoment } from './written-date.ts'

/** What a cell of a column of dates or times holds, by ISO 8601. */
export function momentFromText(column: Column, text: string): string | Refusal {
  const found = parseWrittenDate(text, column.spelling.dayFirst) ?? momentFromDigits(text)
  if (found === undefined) return expected(momentWord(column), text)
  if ('date' in found) return momentCell(column, found, text)
  const [asDayFirst, asMonthFirst] = [found.dayFirst, found.monthFirst].map(inWords)
  return new Refusal(
    `${shown(text)} is ${asDayFirst} or ${asMonthFirst}; say which with dayFirst: true or dayFirst: false`,
  )
}

/** Seconds or milliseconds since 1970, as they are written. */
function momentFromDigits(text: string): WrittenMoment | undefined {
  return /^\s*\d{9,13}(\.\d*)?\s*$/.test(text) ? parseEpoch(Number(text)) : undefined
}

export function momentFromValue(column: Column, value: unknown): string | Refusal {
  const isDate = value instanceof Date && !Number.isNaN(value.getTime())
  const isCount = typeof value === 'number' || typeof value === 'bigint'
  const found = isDate ? momentOf(value) : isCount ? parseEpoch(Number(value)) : undefined
  return found === undefined ? expected(momentWord(column), value) : momentCell(column, found, value)
}

function momentCell({ type }: Column, { date, time }: WrittenMoment, got: unknown): string | Refusal {
  if (type === 'datetime') return `${date}T${time ?? '00:00:00'}`
  if (time === undefined || time === '00:00:00') return date
  return new Refusal(`expected a date, got one with a time of day, ${shown(got)}; the column's type is then 'datetime'`)
}

function momentWord({ type }: Column): string {
  return type === 'date' ? 'a date' : 'a date and time'
}

/** `2025-04-03` as 3 April 2025: nobody can take that for the 4th of March. */
export function inWords(date: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', options)
}
