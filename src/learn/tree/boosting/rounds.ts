import type { FitOptions, Matrix } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { takeRows } from '../../matrix.ts'
import { type BoostedTrees, nextNode } from '../predict/boosted-trees.ts'
import type { BoostRows } from './bin-rows.ts'
import { BoostTreeGrower, type BoostTreeSettings } from './grow-tree.ts'
import { encodeLevels } from './levels.ts'
import type { BoostLoss } from './loss.ts'
import { BoostedTreeBuilder } from './tree-builder.ts'

export interface Boosting {
  readonly rows: BoostRows
  readonly loss: BoostLoss
  /** Rows that say when to stop. */
  readonly validation?: { readonly X: Matrix; readonly rows: Int32Array; readonly loss: BoostLoss } | undefined
  readonly maxIter: number
  readonly nIterNoChange: number
  readonly settings: BoostTreeSettings
  /** Threads at most; the result does not depend on it. */
  readonly threads: number
  readonly onProgress?: FitOptions['onProgress']
}

/** Grows tree after tree; with rows held back, until `nIterNoChange` rounds have not answered them better. */
export function boost(boosting: Boosting): { trees: BoostedTrees; gains: Float64Array; baseline: Float64Array } {
  const grower = new BoostTreeGrower(boosting.rows, boosting.loss, boosting.settings, boosting.threads)
  try {
    return boostWith(grower, boosting)
  } finally {
    grower.end()
  }
}

function boostWith(grower: BoostTreeGrower, boosting: Boosting): ReturnType<typeof boost> {
  const { rows, loss, maxIter, nIterNoChange, onProgress } = boosting
  const K = loss.outputs
  const { baseline } = loss
  fillRaw(grower.raw, baseline)
  const builder = new BoostedTreeBuilder()
  const held = boosting.validation && new HeldBack(boosting.validation, rows, baseline)
  let best = { loss: held?.loss() ?? 0, rounds: 0, gains: grower.gains.slice() }
  for (let round = 1; round <= maxIter; round++) {
    for (let k = 0; k < K; k++) grower.grow(k, builder)
    onProgress?.(round / maxIter)
    if (!held) continue
    held.add(builder.lastTrees(K))
    const now = held.loss()
    if (now < best.loss) best = { loss: now, rounds: round, gains: grower.gains.slice() }
    else if (round - best.rounds >= nIterNoChange) break
  }
  if (!held) return { trees: builder.finish(), gains: grower.gains, baseline }
  // One round at least, for a model without trees would not look at the columns.
  return { trees: builder.finish(Math.max(1, best.rounds) * K), gains: best.gains, baseline }
}

/** Rows held back, and what the trees so far answer for them. */
class HeldBack {
  readonly #X: Matrix
  readonly #loss: BoostLoss
  readonly #raw: Float64Array
  readonly #levels: Map<number, Int32Array>

  constructor({ X, rows, loss }: NonNullable<Boosting['validation']>, { columns }: BoostRows, baseline: Float64Array) {
    this.#X = takeRows(X, rows)
    this.#loss = loss
    this.#raw = fillRaw(new Float64Array(baseline.length * rows.length), baseline)
    this.#levels = new Map(columns.flatMap(({ levels }, j) => (levels ? [[j, levels] as const] : [])))
  }

  add(trees: BoostedTrees): void {
    const encoded = new Float64Array(this.#X.columns)
    forEachRow(this.#X, (row, i) => {
      encoded.set(row)
      encodeLevels(encoded, this.#levels)
      trees.roots.forEach((root, k) => {
        let node = root
        while (trees.feature[node] >= 0) node = nextNode(trees, node, encoded)
        this.#raw[k * this.#X.rows + i] += trees.value[node]
      })
    })
  }

  loss(): number {
    return this.#loss.loss(this.#raw)
  }
}

/** The baseline for all rows, decision by decision. */
function fillRaw(raw: Float64Array, baseline: Float64Array): Float64Array {
  const n = raw.length / baseline.length
  for (let k = 0; k < baseline.length; k++) raw.fill(baseline[k], k * n, (k + 1) * n)
  return raw
}
