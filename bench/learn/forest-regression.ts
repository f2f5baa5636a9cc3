/**
 * How long does a random forest of a number take, beside scikit-learn's?
 *
 *   node --conditions=slipway-source bench/learn/forest-regression.ts [--rounds 1] [--rows 100000] [--trees 20] [--threads 1,2] [--trial]
 */
import { RandomForestRegressor } from 'slipway/learn'
import { raceTrees } from '../kit/tree-race.ts'

await raceTrees({
  question: "How long does a random forest of a number take, beside scikit-learn's?",
  setting: ['Trees grown to the end, all columns a split, rows drawn with replacement.'],
  rivals: ['random-forest-regression'],
  trees: 20,
  numbers: true,
  make: (nEstimators, nJobs) => new RandomForestRegressor({ nEstimators, nJobs }),
  goals: (ratios, _, __, scores) => [
    {
      goal: "scikit-learn's R², to 0.01",
      measured: `${scores.get('ours')!.toFixed(4)}, theirs ${scores.get('random-forest-regression')!.toFixed(4)}`,
      met: Math.abs(scores.get('ours')! - scores.get('random-forest-regression')!) <= 0.01,
    },
    {
      goal: "a fifth of scikit-learn's time",
      measured: [...ratios]
        .map(([threads, ratio]) => `${ratio.toFixed(1)} times as fast (${threads} threads)`)
        .join('; '),
      met: [...ratios.values()].every((ratio) => ratio >= 5),
    },
  ],
})
