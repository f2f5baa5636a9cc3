import type { Columns, Row } from '../../data/index.ts'
import { KFold, r2Score, trainTestSplit } from '../../learn/index.ts'
import { HistGradientBoostingRegressor, RandomForestRegressor, Ridge } from '../../learn/steps.ts'
import type { Predictor, ValuePrediction } from '../../model/contract.ts'
import type { TabularRegressorDefinition } from '../../model/define-regressor.ts'
import { toFeatures } from '../../model/features.ts'
import { loadPredictor } from '../../model/load.ts'
import type { TableRegressorPipeline } from '../../model/pipeline.ts'
import { type TableRow, tableInputSchema } from '../../model/table-input.ts'
import { fitNumberTable } from '../../model/train/fit-table.ts'
import { takeTargets } from '../../model/train/target-rows.ts'
import { itemAt } from '../../values.ts'

/** A regressor that was tried, and its score over the folds. */
export interface TriedRegressor {
  readonly pipeline: TableRegressorPipeline
  readonly r2: number
}

/** Enough to tell regressors apart; the rest would only take time. */
const mostRows = 3000
const folds = 3
/** Rows from which on boosting stops by itself better than after a fixed number of trees. */
const manyRows = 2000
/** Fewer rows tell nothing. */
const fewRows = 30

/** What is tried on a table, the plainest first. */
function candidates(rows: number): TableRegressorPipeline[] {
  const boosting = rows >= manyRows ? { earlyStopping: true, maxIter: 300 } : {}
  return [
    [new Ridge()],
    [new RandomForestRegressor({ minSamplesLeaf: 2 })],
    [new HistGradientBoostingRegressor(boosting)],
  ]
}

/**
 * Tries regressors by cross-validation on the rows that training will learn from; those that it will hold out stay out.
 *
 * @returns the tried, the one with the largest R² first; none where there are too few rows
 */
export function tryRegressors(
  columns: Columns,
  taught: readonly { readonly row: Row; readonly target: number }[],
  names: readonly string[],
): TriedRegressor[] {
  if (taught.length < fewRows) return []
  const features = toFeatures(columns, names)
  const { train } = trainTestSplit(taught.length, { testSize: 0.2, seed: 0 })
  const step = Math.max(1, train.length / mostRows)
  const some = Array.from({ length: Math.min(mostRows, train.length) }, (_, i) =>
    itemAt(taught, itemAt(train, Math.floor(i * step))),
  )
  const inputs = some.map(({ row }) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])) as TableRow)
  const rows = { inputs, targets: Float64Array.from(some, ({ target }) => target) }
  const splits = new KFold({ nSplits: folds, shuffle: true }).split(some.map(() => 0))
  const tried = candidates(taught.length).map((pipeline) => {
    const scores = splits.map(({ train, test }) => {
      const source = { pipeline, features }
      const definition = { source } as unknown as TabularRegressorDefinition
      const parts = fitNumberTable(definition, features, takeTargets(rows, train), { isExplained: false })
      const manifest = { kind: 'tabular-regressor', model: 'v1', labels: [], input: tableInputSchema(features) }
      const predictor = loadPredictor({ parts, manifest }) as Predictor<TableRow, ValuePrediction>
      const held = takeTargets(rows, test)
      return r2Score(
        held.targets,
        predictor.predictMany(held.inputs).map(({ value }) => value),
      )
    })
    return { pipeline, r2: scores.reduce((sum, score) => sum + score / folds, 0) }
  })
  return tried.sort((a, b) => b.r2 - a.r2)
}
