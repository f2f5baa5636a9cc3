import { type Cell, type Column, expected, missing, Refusal } from './column.ts'
import { isGap } from './gaps.ts'
import { momentFromText, momentFromValue } from './moment-cells.ts'
import { numberFromText, numberFromValue } from './number-cells.ts'

/** What a cell written as text holds. */
export function cellFromText(column: Column, text: string): Cell | Refusal {
  if (column.type === 'text') return text === '' && column.optional ? undefined : text
  const { missing: words } = column.spelling
  if (words.length > 0 && words.includes(text.trim())) return missing(column, text)
  if (column.type === 'category') return withoutBlanks(text) || missing(column, text)
  if (isGap(text)) return missing(column, text)
  switch (column.type) {
    case 'number':
    case 'integer':
      return numberFromText(column, text)
    case 'boolean':
      return booleanFromText(text)
    default:
      return momentFromText(column, text)
  }
}

/** What a value from JSON, Parquet or a module holds as a cell. Text in a column of numbers is read as in a CSV file. */
export function cellFromValue(column: Column, value: unknown): Cell | Refusal {
  if (value === undefined || value === null || Number.isNaN(value)) return missing(column, value)
  if (typeof value === 'string') return cellFromText(column, value)
  switch (column.type) {
    case 'text':
    case 'category':
      return textFromValue(value)
    case 'boolean':
      if (typeof value === 'boolean') return value
      return value === 1 || value === 1n ? true : value === 0 || value === 0n ? false : expected('true or false', value)
    case 'date':
    case 'datetime':
      return momentFromValue(column, value)
    default:
      return numberFromValue(column, value)
  }
}

/** Most categories have no blanks around them, and stay the string that they are. */
function withoutBlanks(text: string): string {
  return isBlank(text.charCodeAt(0)) || isBlank(text.charCodeAt(text.length - 1)) ? text.trim() : text
}

/** Also the blank that does not break a line, and the one as wide as a Chinese character. */
function isBlank(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code === 0x3000
}

function booleanFromText(text: string): boolean | Refusal {
  const word = text.trim().toLowerCase()
  if (word === 'true' || word === '1') return true
  return word === 'false' || word === '0' ? false : expected('true or false', text)
}

function textFromValue(value: unknown): string | Refusal {
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (typeof value !== 'number') return expected('text', value)
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return new Refusal(`the number ${value} is beyond 2^53 and has lost digits; write it in quotes`)
  }
  return String(value)
}
