/**
 * How long does gradient boosting take, beside LightGBM and scikit-learn's HistGradientBoosting?
 *
 *   node --conditions=slipway-source bench/learn/boosting.ts [--rounds 3] [--rows 100000] [--trees 500] [--threads 1,2] [--trial]
 */
import { HistGradientBoostingClassifier } from 'slipway/learn'
import { raceTrees } from '../kit/tree-race.ts'

await raceTrees({
  question: "How long does gradient boosting take, beside LightGBM and scikit-learn's HistGradientBoosting?",
  setting: ['31 leaves, learning rate 0.1, at least 20 rows a leaf, 255 bins, no early stopping.'],
  rivals: ['lightgbm', 'hist-gradient-boosting'],
  trees: 500,
  make: (maxIter, nJobs) => new HistGradientBoostingClassifier({ maxIter, nJobs }),
  goals: (ratios, oneRow, theirs, aucs) => [
    {
      // Their columns are cut at the same quantiles as ours, and so the trees are the same but for rounding.
      goal: "scikit-learn's AUC, to 0.001",
      measured: `${aucs.get('ours')!.toFixed(4)}, theirs ${aucs.get('hist-gradient-boosting')!.toFixed(4)}`,
      met: Math.abs(aucs.get('ours')! - aucs.get('hist-gradient-boosting')!) <= 0.001,
    },
    {
      goal: "LightGBM's time or less",
      measured: [...ratios]
        .map(([threads, ratio]) => `${ratio.toFixed(2)} times as fast (${threads} threads)`)
        .join('; '),
      met: [...ratios.values()].every((ratio) => ratio >= 1),
    },
    {
      goal: 'one row through the trees within 20 µs',
      measured: `${oneRow.toFixed(0)} µs; LightGBM ${theirs.toFixed(0)} µs`,
      met: oneRow <= 20,
    },
  ],
})
