import { SlipwayError } from '../../errors.ts'
import { Random } from '../../learn/random.ts'
import { itemAt } from '../../values.ts'
import type { SplitBy } from '../contract.ts'
import { parseMoment } from '../moment.ts'

export interface Sides {
  /** Places of rows, ascending. */
  readonly train: Int32Array
  readonly test: Int32Array
}

/**
 * Holds out whole groups, drawn at random, until they are a fraction of the rows; or the latest rows, those of one moment
 * on one side.
 *
 * @param values of the column, one a row
 * @throws INVALID_DATA where there is only one group or moment, or a row without one
 */
export function splitBy({ by, column }: SplitBy, values: readonly unknown[], testSize: number, seed: number): Sides {
  const keys = keysOf(by, column, values)
  const isTest = by === 'group' ? drawGroups(keys, testSize, seed) : latest(keys, testSize)
  const places = Int32Array.from(values.keys())
  return {
    train: places.filter((place) => !isTest(itemAt(keys, place))),
    test: places.filter((place) => isTest(itemAt(keys, place))),
  }
}

/**
 * Places dealt to folds: at random, by whole groups, or in blocks of time.
 * @param places of the rows that are to be divided
 */
export function foldsBy(
  split: SplitBy | undefined,
  values: readonly unknown[] | undefined,
  places: Int32Array,
  folds: number,
  seed: number,
): Int32Array[] {
  const shuffled = new Random(seed).shuffle(places.slice())
  if (split === undefined || values === undefined)
    return dealt(
      [...shuffled].map((place) => [place]),
      folds,
    )
  const keys = keysOf(split.by, split.column, values)
  const blocks = [...Map.groupBy(shuffled, (place) => itemAt(keys, place))]
  if (split.by === 'group') {
    return dealt(
      blocks.map(([, rows]) => rows),
      folds,
    )
  }
  const ordered = blocks.sort(([a], [b]) => Number(a) - Number(b)).flatMap(([, rows]) => rows)
  const start = (fold: number) => Math.round((fold * ordered.length) / folds)
  return Array.from({ length: folds }, (_, fold) => Int32Array.from(ordered.slice(start(fold), start(fold + 1))).sort())
}

/** Each block, largest first, to the fold that has the fewest rows so far. */
function dealt(blocks: readonly (readonly number[])[], folds: number): Int32Array[] {
  const piles = Array.from({ length: folds }, (): number[] => [])
  for (const block of blocks.toSorted((a, b) => b.length - a.length)) {
    const smallest = piles.reduce((least, pile) => (pile.length < least.length ? pile : least))
    smallest.push(...block)
  }
  return piles.map((pile) => Int32Array.from(pile).sort()).filter(({ length }) => length > 0)
}

/** Groups as texts, moments as numbers. */
function keysOf(by: SplitBy['by'], column: string, values: readonly unknown[]): (string | number)[] {
  const keys = values.map((value) => {
    if (value === undefined || value === null || value === '') return undefined
    if (by === 'group') return String(value)
    return typeof value === 'number' ? value : parseMoment(String(value))
  })
  const gap = keys.findIndex((key) => key === undefined || Number.isNaN(key))
  if (gap >= 0) {
    const lacks = `row ${gap + 1} has no ${by === 'group' ? 'group' : 'time'} in "${column}"`
    throw new SlipwayError('INVALID_DATA', `split: ${lacks}; every row needs one.`)
  }
  if (new Set(keys).size < 2) {
    throw new SlipwayError('INVALID_DATA', `split: all rows have the same value in "${column}"; expected two or more.`)
  }
  return keys as (string | number)[]
}

function drawGroups(keys: readonly (string | number)[], testSize: number, seed: number) {
  const rows = Map.groupBy(keys, (key) => key)
  const groups = [...rows.keys()]
  const order = new Random(seed).permutation(groups.length)
  const chosen = new Set<string | number>()
  let count = 0
  for (const at of order.subarray(0, -1)) {
    const group = itemAt(groups, at)
    const more = rows.get(group)?.length ?? 0
    // As near to the fraction as whole groups come, and one at least.
    if (chosen.size > 0 && Math.abs(count + more - testSize * keys.length) > Math.abs(count - testSize * keys.length))
      break
    chosen.add(group)
    count += more
  }
  return (key: string | number) => chosen.has(key)
}

function latest(keys: readonly (string | number)[], testSize: number) {
  const sorted = Float64Array.from(keys as readonly number[]).sort()
  const cut = itemAt(sorted, Math.min(sorted.length - 1, Math.floor((1 - testSize) * sorted.length)))
  // Rows of the moment of the cut go to the later side, unless nothing came before.
  return cut > itemAt(sorted, 0)
    ? (key: string | number) => Number(key) >= cut
    : (key: string | number) => Number(key) > cut
}
