/**
 * How long does a random forest take, beside scikit-learn's?
 *
 *   node --conditions=slipway-source bench/learn/forest.ts [--rounds 3] [--rows 100000] [--trees 100] [--threads 1,2] [--trial]
 */
import { RandomForestClassifier } from 'slipway/learn'
import { raceTrees } from '../kit/tree-race.ts'

await raceTrees({
  question: "How long does a random forest take, beside scikit-learn's?",
  setting: ['Trees grown to the end, √columns a split, rows drawn with replacement.'],
  rivals: ['random-forest'],
  trees: 100,
  make: (nEstimators, nJobs) => new RandomForestClassifier({ nEstimators, nJobs }),
  goals: (ratios, oneRow, theirs) => [
    {
      goal: "a fifth of scikit-learn's time",
      measured: [...ratios]
        .map(([threads, ratio]) => `${ratio.toFixed(1)} times as fast (${threads} threads)`)
        .join('; '),
      met: [...ratios.values()].every((ratio) => ratio >= 5),
    },
    {
      goal: 'one row through the forest within 20 µs',
      measured: `${oneRow.toFixed(0)} µs; scikit-learn ${theirs.toFixed(0)} µs`,
      met: oneRow <= 20,
    },
  ],
})
