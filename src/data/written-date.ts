/** A moment as a cell writes it. */
export interface WrittenMoment {
  /** `2025-01-31`. */
  readonly date: string
  /** `06:00:00`, with milliseconds where there are any; undefined where the cell has no time of day. */
  readonly time: string | undefined
}

/** A cell that can be read in two ways, each as `2025-04-03`. */
export interface AmbiguousDate {
  readonly dayFirst: string
  readonly monthFirst: string
}

/**
 * Reads a date, with a time of day or without: ISO 8601 and its variants with dots and slashes; day and month before
 * the year, with dots always the day first, with slashes or dashes as `dayFirst` says; English names of months; the
 * Chinese and Japanese form. A time with a zone becomes UTC.
 *
 * Where a date is right both ways and `dayFirst` does not say which, both are returned: a file of such dates that is
 * read cell by cell, 13/01 one way and 12/01 the other, is silently wrong. Undefined where it is no date.
 */
export function parseWrittenDate(
  text: string,
  dayFirst: boolean | undefined,
): WrittenMoment | AmbiguousDate | undefined {
  const written = text.trim()
  if (written.length < 6 || written.length > 40) return undefined
  for (const [pattern, read] of forms) {
    const parts = pattern.exec(written)?.groups
    if (parts === undefined) continue
    const time = parts.time === undefined ? undefined : parseTime(parts.time)
    if (parts.time !== undefined && time === undefined) return undefined
    const days = read(parts, dayFirst)
    const [first, second] = days
    if (first === undefined) return undefined
    if (second === undefined || second === first) return withTime(first, time)
    return { dayFirst: first, monthFirst: second }
  }
  return undefined
}

/** Moments that are counted: seconds or milliseconds since 1970, between the years 1980 and 2100; else undefined. */
export function parseEpoch(value: number): WrittenMoment | undefined {
  const ms = Math.abs(value) >= 1e11 ? value : value * 1000
  if (!(ms >= Date.UTC(1980, 0) && ms < Date.UTC(2100, 0))) return undefined
  return momentOf(new Date(ms))
}

export function momentOf(date: Date): WrittenMoment {
  const iso = date.toISOString()
  return { date: iso.slice(0, -14), time: iso.slice(-13, -1).replace('.000', '') }
}

type Parts = { readonly [name: string]: string | undefined }
type Form = readonly [pattern: RegExp, read: (parts: Parts, dayFirst: boolean | undefined) => (string | undefined)[]]

const time = String.raw`(?:[T ,]\s*(?<time>\d{1,2}:\d\d.*|\d{1,2}\s*[ap]\.?m\.?))?`
const weekday = String.raw`(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?`
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthWord = String.raw`(?<month>(?:${months.join('|')})[a-z]*)\.?`
const form = (pattern: string) => new RegExp(`^${pattern}$`, 'i')

const inOrder = ({ year = '', month = '', day = '1' }: Parts) => [toDay(year, monthNumber(month), Number(day))]

const forms: readonly Form[] = [
  [form(String.raw`(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})${time}`), inOrder],
  [form(String.raw`(?<year>(?:19|20)\d\d)(?<month>\d\d)(?<day>\d\d)${time}`), inOrder],
  [form(String.raw`(?<year>(?:19|20)\d\d)-(?<month>\d\d)`), inOrder],
  [form(String.raw`(?<year>\d{4})年(?<month>\d{1,2})月(?<day>\d{1,2})日${time}`), inOrder],
  [form(String.raw`(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4}|\d\d)${time}`), inOrder],
  [form(String.raw`(?<a>\d{1,2})([-/])(?<b>\d{1,2})\2(?<year>\d{4}|\d\d)${time}`), eitherOrder],
  [form(String.raw`${weekday}(?<day>\d{1,2})[- ]${monthWord}[- ,]\s*(?<year>\d{4}|\d\d)${time}`), inOrder],
  [form(String.raw`${weekday}${monthWord}\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})${time}`), inOrder],
  // As `date` and some web services write it, the year last.
  [
    form(
      String.raw`${weekday}${monthWord}\s+(?<day>\d{1,2})\s+(?<time>\d\d:\d\d:\d\d(?: [+-]\d{4})?)\s+(?<year>\d{4})`,
    ),
    inOrder,
  ],
]

function eitherOrder({ a = '', b = '', year = '' }: Parts, dayFirst: boolean | undefined): (string | undefined)[] {
  const asDayFirst = toDay(year, Number(b), Number(a))
  const asMonthFirst = toDay(year, Number(a), Number(b))
  if (dayFirst !== undefined) return [dayFirst ? asDayFirst : asMonthFirst]
  return asDayFirst === undefined ? [asMonthFirst] : [asDayFirst, asMonthFirst]
}

function monthNumber(month: string): number {
  const word = months.indexOf(month.slice(0, 3).toLowerCase())
  return word >= 0 ? word + 1 : Number(month)
}

/** `2025-01-31`, or undefined where there is no such day. Of years in two digits, those from 69 on are of last century (POSIX). */
function toDay(year: string, month: number, day: number): string | undefined {
  const y = year.length === 4 ? Number(year) : Number(year) + (Number(year) >= 69 ? 1900 : 2000)
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(y, month - 1, day)
  if (month < 1 || month > 12 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return date.toISOString().slice(0, 10)
}

interface DayTime {
  readonly ms: number
  /** East of UTC; undefined where no zone is written. */
  readonly offsetMs: number | undefined
}

const timeOfDay =
  /^(\d{1,2})(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?\s*(?:([ap])\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?$/i

function parseTime(text: string): DayTime | undefined {
  const parts = timeOfDay.exec(text.trim())
  if (parts === null) return undefined
  const [hour = 0, minute = 0, second = 0] = parts.slice(1, 4).map((part) => Number(part ?? 0))
  const [fraction = '', half = '', zone] = parts.slice(4)
  const isHalf = half !== ''
  if (hour > (isHalf ? 12 : 23) || (isHalf && hour === 0) || minute > 59 || second > 60) return undefined
  const hours = isHalf ? (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : hour
  const ms = ((hours * 60 + minute) * 60 + second) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3))
  return { ms, offsetMs: zone === undefined ? undefined : zoneOffset(zone) }
}

function zoneOffset(zone: string): number {
  if (/^[A-Z]/i.test(zone)) return 0
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}

function withTime(date: string, time: DayTime | undefined): WrittenMoment {
  if (time === undefined) return { date, time: undefined }
  return momentOf(new Date(Date.parse(`${date}T00:00:00Z`) + time.ms - (time.offsetMs ?? 0)))
}
