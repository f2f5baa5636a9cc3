import { shown } from '../values.ts'
import { type Cell, type Column, expected, Refusal } from './column.ts'
import type { Spelling } from './contract.ts'
import { isUsualGap } from './gaps.ts'
import { parseWrittenNumber } from './written-number.ts'

/** What a cell of a column of numbers holds. */
export function numberFromText(column: Column, text: string): Cell | Refusal {
  const written = parseWrittenNumber(text, column.spelling)
  if (written === undefined) {
    if (infinity.test(text)) return infinite(column, text)
    return expected(column.type === 'number' ? 'a number' : 'a whole number', text, hintFor(text, column.spelling))
  }
  const { value, unit } = written
  if (unit !== '') column.units.set(unit, (column.units.get(unit) ?? 0) + 1)
  if (!Number.isFinite(value)) return infinite(column, text)
  return column.type === 'number' ? value : checkWhole(value, text)
}

const infinity = /^\s*[+-]?inf(inity)?\s*$/i

/** Numbers that no estimator takes; what is too large to be one is as good as missing. */
function infinite(column: Column, got: unknown): undefined | Refusal {
  return column.optional ? undefined : expected('a finite number', got)
}

/** What to do with a cell that is nearly a number. */
function hintFor(text: string, spelling: Spelling): string {
  if (isUsualGap(text)) return `a word for a missing value is named by missing: [${shown(text.trim())}]`
  for (const [decimal, thousands, hint] of otherSpellings) {
    if (decimal === spelling.decimal && thousands === spelling.thousands) continue
    if (parseWrittenNumber(text, { ...spelling, decimal, thousands }) !== undefined) return hint
  }
  return ''
}

const otherSpellings = [
  ['.', '', `numbers with decimal points are read with decimal: "."`],
  [',', '', `numbers with decimal commas are read with decimal: ","`],
  ['.', ',', `numbers with commas between thousands are read with thousands: ","`],
  [',', '.', `such numbers are read with decimal: ",", thousands: "."`],
  [',', ' ', `such numbers are read with decimal: ",", thousands: " "`],
  ['.', ' ', `such numbers are read with thousands: " "`],
  ['.', "'", `such numbers are read with thousands: "'"`],
] as const

export function numberFromValue(column: Column, value: unknown): Cell | Refusal {
  if (typeof value === 'bigint') return column.type === 'number' ? Number(value) : checkWhole(Number(value), value)
  if (typeof value !== 'number') return expected(column.type === 'number' ? 'a number' : 'a whole number', value)
  if (!Number.isFinite(value)) return infinite(column, value)
  return column.type === 'number' ? value : checkWhole(value, value)
}

function checkWhole(value: number, got: unknown): number | Refusal {
  if (Number.isSafeInteger(value)) return value
  if (!Number.isInteger(value)) return expected('a whole number', got)
  return new Refusal(`${shown(got)} is beyond 2^53 and would lose digits as a number; read the column as 'text'`)
}
