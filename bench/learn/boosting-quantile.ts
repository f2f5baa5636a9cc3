/**
 * How long does gradient boosting of a quantile take, beside LightGBM and scikit-learn's HistGradientBoosting?
 *
 *   node --conditions=slipway-source bench/learn/boosting-quantile.ts [--rounds 3] [--rows 100000] [--trees 500] [--threads 1,2] [--trial]
 */
import { HistGradientBoostingRegressor } from 'slipway/learn'
import { raceTrees } from '../kit/tree-race.ts'

await raceTrees({
  question:
    "How long does gradient boosting of a quantile take, beside LightGBM and scikit-learn's HistGradientBoosting?",
  setting: ['The quantile 0.9; 31 leaves, learning rate 0.1, at least 20 rows a leaf, 255 bins, no early stopping.'],
  rivals: ['lightgbm-quantile', 'hist-gradient-boosting-quantile'],
  trees: 500,
  numbers: true,
  make: (maxIter, nJobs) =>
    new HistGradientBoostingRegressor({ maxIter, nJobs, ...{ loss: 'quantile', quantile: 0.9 } }),
  goals: (ratios, _, __, scores) => [
    {
      goal: "scikit-learn's R², to 0.01",
      measured: `${scores.get('ours')!.toFixed(4)}, theirs ${scores.get('hist-gradient-boosting-quantile')!.toFixed(4)}`,
      met: Math.abs(scores.get('ours')! - scores.get('hist-gradient-boosting-quantile')!) <= 0.01,
    },
    {
      goal: "LightGBM's time or less",
      measured: [...ratios]
        .map(([threads, ratio]) => `${ratio.toFixed(2)} times as fast (${threads} threads)`)
        .join('; '),
      met: [...ratios.values()].every((ratio) => ratio >= 1),
    },
  ],
})
