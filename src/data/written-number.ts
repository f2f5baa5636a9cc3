import type { Spelling } from './contract.ts'

/** A number as a cell writes it, and the sign of its unit: `$`, `€`, `%`; empty where there is none. */
export interface WrittenNumber {
  readonly value: number
  readonly unit: string
}

/**
 * Reads a number as people write them: with the decimal and thousands of the file, blanks around it, a true minus (−), a
 * currency or per cent sign on one side, or in the brackets that accountants write for a minus. Thousands have to stand
 * in groups of three (or of two before the last, as in India), so that `1,5` is not 15.
 *
 * Undefined where it is none; 0x1F, 0b11 and 1_000, which programs write, are none.
 */
export function parseWrittenNumber(text: string, spelling: Spelling): WrittenNumber | undefined {
  if (spelling.decimal === '.' && plainNumber.test(text)) return { value: Number(text), unit: '' }
  let rest = text.trim().replaceAll('\u2212', '-')
  const inBrackets = /^\((.+)\)$/.exec(rest)
  if (inBrackets?.[1] !== undefined) rest = `-${inBrackets[1].trim()}`
  const [, sign = '', before = '', body = '', after = ''] = unitAround.exec(rest) ?? []
  if (body === '' || (before !== '' && after !== '') || (sign !== '' && /^[+-]/.test(body))) return undefined
  const digits = withoutThousands(body, spelling)
  if (digits === undefined) return undefined
  return { value: Number(`${sign}${digits}`), unit: before || after }
}

const plainNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i

/** Currencies by their sign, or by the short words that stand beside numbers in spreadsheets. */
const unit = String.raw`(?:[A-Z]{0,3}\p{Sc}|EUR|USD|GBP|CHF|JPY|CNY|INR|BRL|SEK|NOK|DKK|PLN|CZK|HUF|kr\.?|zł|Kč|Ft|Rs\.?|%|‰)`
const unitAround = new RegExp(String.raw`^([+-]?)\s*(${unit})?\s*([+-]?[\d.,].*?)\s*(${unit})?$`, 'u')

const blanks = '[ \\u00a0\\u2009\\u202f]'
const separators = { ',': ',', '.': '\\.', ' ': blanks, "'": "['\\u2019]" } as const
const numbers = new Map<string, RegExp>()

/** The number with a point and no thousands, as `Number` reads it. */
function withoutThousands(body: string, { decimal, thousands }: Spelling): string | undefined {
  const key = `${decimal}${thousands}`
  let pattern = numbers.get(key)
  if (pattern === undefined) {
    const point = separators[decimal]
    const between = thousands === '' ? '(?!)' : separators[thousands]
    const whole = String.raw`\d{1,3}(?:${between}\d{2,3})*${between}\d{3}|\d+`
    pattern = new RegExp(`^([+-]?)(${whole}|(?=${point}\\d))(?:${point}(\\d*))?(e[+-]?\\d+)?$`, 'iu')
    numbers.set(key, pattern)
  }
  const [, sign = '', whole, decimals = '', exponent = ''] = pattern.exec(body) ?? []
  if (whole === undefined) return undefined
  return `${sign}${whole.replaceAll(/\D/g, '') || '0'}.${decimals || '0'}${exponent}`
}
