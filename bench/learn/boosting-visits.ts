/**
 * How long does gradient boosting take on real visits with thousands of brands, beside LightGBM and scikit-learn?
 *
 *   node --conditions=slipway-source bench/learn/boosting-visits.ts [--rounds 3] [--trees 500] [--threads 1,2] [--trial]
 *
 * The purchase week: numbers with gaps, and categories, which all take natively as codes.
 */
import { ColumnTransformer, HistGradientBoostingClassifier, Random } from 'slipway/learn'
import { readVisits } from '../kit/tables.ts'
import { type RaceTable, raceTrees } from '../kit/tree-race.ts'

const heldBackShare = 0.2
const table = await visits()

await raceTrees({
  question: 'How long does gradient boosting take on real visits, beside LightGBM and scikit-learn?',
  setting: [
    '31 leaves, learning rate 0.1, at least 20 rows a leaf, 255 bins, no early stopping; of a column of categories scikit-learn takes the commonest 254, ours those of ten rows or more, LightGBM all.',
  ],
  rivals: ['lightgbm', 'hist-gradient-boosting'],
  trees: 500,
  table,
  make: (maxIter, nJobs) =>
    new HistGradientBoostingClassifier({ maxIter, nJobs, categoricalFeatures: table.categories }),
  goals: (ratios, _oneRow, _theirs, aucs) => [
    {
      goal: "LightGBM's AUC, to 0.005",
      measured: `${aucs.get('ours')!.toFixed(4)}, theirs ${aucs.get('lightgbm')!.toFixed(4)}`,
      met: aucs.get('ours')! >= aucs.get('lightgbm')! - 0.005,
    },
    {
      goal: "LightGBM's time or less, on the purchase week",
      measured: [...ratios]
        .map(([threads, ratio]) => `${ratio.toFixed(2)} times as fast (${threads} threads)`)
        .join('; '),
      met: [...ratios.values()].every((ratio) => ratio >= 1),
    },
  ],
})

/** Shuffled, so that all days are on both sides. */
async function visits(): Promise<RaceTable> {
  const { columns, rows, labels } = await readVisits('primary-week')
  const order = new Random(0).shuffle(Int32Array.from(rows, (_, i) => i))
  const { model, output: X } = new ColumnTransformer().fitTransform({
    columns,
    rows: Array.from(order, (i) => rows[i]),
  })
  return {
    X,
    y: Uint8Array.from(order, (i) => Number(labels[i])),
    train: Math.round(X.rows * (1 - heldBackShare)),
    categories: model.categoricalFeatures,
    rows: `${X.rows.toLocaleString('en')} visits of a week, ${X.columns} columns, ${model.categoricalFeatures.length} of them categories`,
  }
}
