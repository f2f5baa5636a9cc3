import { SlipwayError } from '../../errors.ts'
import type { Label } from '../contract.ts'
import type { OptionsOf, SettingsOf } from '../estimator/option.ts'
import { count, flag } from '../estimator/option-kinds.ts'
import { settingsOf } from '../estimator/settings.ts'
import { encodeLabels } from '../labels.ts'
import { Random } from '../random.ts'
import type { Split, Splitter } from './split.ts'

const options = {
  /** Number of folds, 2 or more. @default 5 */
  nSplits: count({ least: 2, default: 5 }),
  /** Mix the rows first; otherwise folds are blocks in the order of the rows. @default false */
  shuffle: flag(false),
  /** A whole number, 0 or more, for `shuffle`. @default 0 */
  seed: count({ least: 0, default: 0 }),
}

export type KFoldOptions = OptionsOf<typeof options>

/**
 * Every row is tested once, in one of `nSplits` folds of the same size to within a row, and trained on in all others.
 *
 * @example
 * const [first] = new KFold({ nSplits: 2 }).split(['a', 'a', 'b', 'b'])
 * first.test // [0, 1]
 */
export class KFold implements Splitter {
  readonly options: SettingsOf<typeof options>

  /** @throws INVALID_OPTION with everything that is wrong with the options */
  constructor(given: KFoldOptions = {}) {
    this.options = settingsOf('KFold', options, given)
  }

  /** @throws INVALID_INPUT for fewer rows than folds. */
  split(y: readonly Label[]): Split[] {
    const { nSplits, shuffle, seed } = this.options
    const rows = y.length
    if (rows < nSplits) {
      throw new SlipwayError('INVALID_INPUT', `KFold: got ${rows} rows for ${nSplits} folds; each needs one at least.`)
    }
    const order = shuffle ? new Random(seed).permutation(rows) : Int32Array.from({ length: rows }, (_, i) => i)
    const foldOf = new Int32Array(rows)
    let start = 0
    for (let fold = 0; fold < nSplits; fold++) {
      const size = Math.floor(rows / nSplits) + (fold < rows % nSplits ? 1 : 0)
      for (const row of order.subarray(start, start + size)) foldOf[row] = fold
      start += size
    }
    return splitsOf(foldOf, nSplits)
  }
}

/**
 * As `KFold`, with every label in each fold as often as in the others, to within a row.
 *
 * @example
 * const [first] = new StratifiedKFold({ nSplits: 2 }).split(['a', 'a', 'b', 'b'])
 * first.test // [0, 2]
 */
export class StratifiedKFold implements Splitter {
  readonly options: SettingsOf<typeof options>

  /** @throws INVALID_OPTION with everything that is wrong with the options */
  constructor(given: KFoldOptions = {}) {
    this.options = settingsOf('StratifiedKFold', options, given)
  }

  /** @throws INVALID_INPUT where no label has as many rows as there are folds. */
  split(y: readonly Label[]): Split[] {
    const { nSplits, shuffle, seed } = this.options
    const codes = codesByAppearance(y)
    const counts: number[] = []
    for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
    if (!counts.some((count) => count >= nSplits)) {
      throw new SlipwayError(
        'INVALID_INPUT',
        `StratifiedKFold: the commonest label has ${Math.max(0, ...counts)} rows for ${nSplits} folds; use fewer folds.`,
      )
    }
    const random = new Random(seed)
    let first = 0
    const foldsOf = counts.map((count) => {
      const folds = foldsOfLabel(first, count, nSplits)
      first += count
      return shuffle ? random.shuffle(folds) : folds
    })
    const next = new Int32Array(counts.length)
    const foldOf = codes.map((code) => foldsOf[code][next[code]++])
    return splitsOf(foldOf, nSplits)
  }
}

/**
 * The fold of each row of a label, ascending. The rows of all labels, one label after the other, are dealt to the
 * folds like cards, so that the folds are of the same size in total too; `first` is where this label begins.
 */
function foldsOfLabel(first: number, count: number, nSplits: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => (first + i) % nSplits).sort()
}

/** Labels numbered in the order in which they first appear. */
function codesByAppearance(y: readonly Label[]): Int32Array {
  const { codes } = encodeLabels(y)
  const number = new Map<number, number>()
  return codes.map((code) => {
    if (!number.has(code)) number.set(code, number.size)
    return number.get(code)!
  })
}

function splitsOf(foldOf: Int32Array, nSplits: number): Split[] {
  return Array.from({ length: nSplits }, (_, fold) => ({
    train: rowsWhere(foldOf, (other) => other !== fold),
    test: rowsWhere(foldOf, (other) => other === fold),
  }))
}

function rowsWhere(foldOf: Int32Array, holds: (fold: number) => boolean): Int32Array {
  const rows: number[] = []
  foldOf.forEach((fold, row) => {
    if (holds(fold)) rows.push(row)
  })
  return Int32Array.from(rows)
}
