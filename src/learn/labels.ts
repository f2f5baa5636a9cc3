import type { Label } from './contract.ts'

/** Labels as numbers: row i has the label `classes[codes[i]]`. */
export interface EncodedLabels {
  /** The different labels: numbers by value, strings by code point, as scikit-learn sorts them. */
  readonly classes: readonly Label[]
  /** Shape `(n,)`, each from 0 to classes − 1. */
  readonly codes: Int32Array
}

/** Finds the classes among labels that have been checked, and each row's place in them. O(n + K log K). */
export function encodeLabels(y: readonly Label[]): EncodedLabels {
  const classes = sortLabels(new Set(y))
  const codeOf = new Map(classes.map((label, code) => [label, code]))
  const codes = new Int32Array(y.length)
  for (let i = 0; i < y.length; i++) codes[i] = codeOf.get(y[i])!
  return { classes, codes }
}

/** Numbers by value, strings by code point; numbers before strings. */
function sortLabels(labels: Iterable<Label>): Label[] {
  return [...labels].sort(compareLabels)
}

function compareLabels(a: Label, b: Label): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1
  return typeof b === 'number' ? 1 : compareCodePoints(a, b)
}

/** JavaScript's own `<` goes by UTF-16 unit, which puts an emoji (a surrogate pair from U+D800) before U+FF01. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) {
      // Within a pair, the first unit is the same and the second decides.
      return a.codePointAt(i)! - b.codePointAt(i)!
    }
  }
  return a.length - b.length
}
