import type { Columns, Row } from '../../data/index.ts'
import { StratifiedKFold, trainTestSplit } from '../../learn/index.ts'
import {
  ColumnTransformer,
  GaussianNB,
  HistGradientBoostingClassifier,
  LogisticRegression,
  RandomForestClassifier,
} from '../../learn/steps.ts'
import type { Prediction, Predictor } from '../../model/contract.ts'
import type { TabularClassifierDefinition } from '../../model/define.ts'
import { type Feature, toFeatures } from '../../model/features.ts'
import { loadPredictor } from '../../model/load.ts'
import type { TablePipeline } from '../../model/pipeline.ts'
import { type TableRow, tableInputSchema } from '../../model/table-input.ts'
import { fitTable } from '../../model/train/fit-table.ts'
import { sortedLabels, takeLabelled } from '../../model/train/labelled-rows.ts'
import { scoreClassifier } from '../../model/train/score-classifier.ts'
import { itemAt } from '../../values.ts'

/** A learner that was tried, and its scores over the folds. */
export interface Tried {
  readonly pipeline: TablePipeline
  readonly accuracy: number
  readonly logLoss: number
}

/** Enough to tell learners apart; the rest would only take time. */
const mostRows = 3000
const folds = 3
/** Rows from which on boosting stops by itself better than after a fixed number of trees. */
const manyRows = 2000

/** Categories from which on a forest is tried with a column for each, too: codes hide one among many from it. */
const manyCategories = 3

/** What is tried on a table, the plainest first. */
function candidates(rows: number, mostCategories = 0): TablePipeline[] {
  const boosting = rows >= manyRows ? { earlyStopping: true, maxIter: 300 } : {}
  return [
    [new LogisticRegression()],
    [new RandomForestClassifier({ minSamplesLeaf: 2 })],
    ...(mostCategories >= manyCategories
      ? [[new ColumnTransformer({ category: 'onehot' }), new RandomForestClassifier()] as const]
      : []),
    [new HistGradientBoostingClassifier(boosting)],
    [new GaussianNB()],
  ]
}

/**
 * Tries learners by cross-validation on the rows that training will learn from; those that it will hold out stay out.
 * Among all that are right as often as the best, as far as these rows tell (half a standard error), the one with the
 * best probabilities comes first.
 *
 * @returns the tried, the chosen one first; none where a label has too few rows for it
 */
export function tryLearners(
  columns: Columns,
  labelled: readonly { readonly row: Row; readonly label: string }[],
  names: readonly string[],
): Tried[] {
  const features = toFeatures(columns, names)
  const all = labelled.map(({ label }) => label)
  const { train } = trainTestSplit(all.length, { testSize: 0.2, seed: 0, stratify: all })
  const some = takeEvenly(train)
  const inputs = some.map(({ row }) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])) as TableRow)
  const labels = some.map(({ label }) => label)
  const counts = Map.groupBy(labels, (label) => label)
  if (counts.size < new Set(all).size || [...counts.values()].some(({ length }) => length < folds)) return []
  const splits = new StratifiedKFold({ nSplits: folds, shuffle: true }).split(labels)
  const tried = candidates(labelled.length, mostCategories(features, inputs)).map((pipeline) => {
    const scores = splits.map((split) => scoreOn(pipeline, split))
    const mean = (of: (score: { accuracy: number; log_loss: number }) => number) =>
      scores.reduce((sum, score) => sum + of(score), 0) / folds
    return { pipeline, accuracy: mean(({ accuracy }) => accuracy), logLoss: mean(({ log_loss }) => log_loss) }
  })
  return chosenFirst(tried, labels.length)

  function scoreOn(pipeline: TablePipeline, { train, test }: (typeof splits)[number]) {
    const source = { pipeline, features }
    const learned = takeLabelled({ inputs, labels }, train)
    const parts = fitTable({ source } as unknown as TabularClassifierDefinition, features, learned, {
      isExplained: false,
    })
    const known = sortedLabels(learned.labels)
    const manifest = { kind: 'tabular-classifier', model: 'v1', labels: known, input: tableInputSchema(features) }
    const predictor = loadPredictor({ parts, manifest }) as Predictor<TableRow, Prediction>
    const origin = { name: '', sha256: '', synthetic: false, sample: false }
    return scoreClassifier(predictor, known, { ...takeLabelled({ inputs, labels }, test), origin }, 0)
  }

  function takeEvenly(places: Int32Array) {
    const step = Math.max(1, places.length / mostRows)
    const count = Math.min(mostRows, places.length)
    return Array.from({ length: count }, (_, i) => itemAt(labelled, itemAt(places, Math.floor(i * step))))
  }
}

/** Different values of the category that has the most. */
function mostCategories(features: readonly Feature[], inputs: readonly TableRow[]): number {
  const categories = features.filter(({ treatedAs }) => treatedAs === 'category')
  return Math.max(0, ...categories.map(({ name }) => new Set(inputs.map((row) => row[name])).size))
}

function chosenFirst(tried: readonly Tried[], rows: number): Tried[] {
  const best = Math.max(...tried.map(({ accuracy }) => accuracy))
  const margin = 0.5 * Math.sqrt((best * (1 - best)) / rows)
  const [chosen] = tried.filter(({ accuracy }) => accuracy >= best - margin).sort((a, b) => a.logLoss - b.logLoss)
  const others = tried.filter((one) => one !== chosen).sort((a, b) => b.accuracy - a.accuracy)
  return chosen === undefined ? others : [chosen, ...others]
}
