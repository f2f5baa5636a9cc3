/** Numbers and times as people read them. */
export function percent(fraction: number): string {
  const value = 100 * fraction
  // 99.97 % is not 100 %.
  const digits = value > 0 && value < 1 ? 2 : value > 99 && value < 100 ? 2 : value >= 10 ? 0 : 1
  return `${value.toFixed(digits)} %`
}

export function count(n: number): string {
  return n.toLocaleString('en-US')
}

/** `+0.42`, `−1.30`: with a sign, and a minus that is as wide as the plus. */
export function signed(value: number): string {
  const size = Math.abs(value)
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.01 || size === 0 ? 2 : 4
  return `${value < 0 ? '−' : '+'}${size.toFixed(digits)}`
}

export function number(value: number): string {
  return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(4))).replace('-', '−')
}

/** A number of any size to four digits: `231,500`, `−0.0123`. */
export function size(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 4 }).replace('-', '−')
}

/** A date in the reader's own time and manner. */
export function date(rfc3339: string): string {
  const at = new Date(rfc3339)
  return Number.isNaN(at.getTime())
    ? rfc3339
    : at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}

/** `review_text`, `Review_Text`, `avgTime` → words. */
export function spoken(name: string): string {
  return name.replaceAll(/[_.-]+/g, ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2')
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
