import { Random } from '../../learn/random.ts'
import { addAt, itemAt } from '../../values.ts'
import type { RegressionScores } from '../contract.ts'
import type { RegressionOutcome } from '../train/score-regressor.ts'
import { middle95 } from './intervals.ts'

type Measure = 'r2' | 'root_mean_squared_error' | 'mean_absolute_error'

/** Lower and upper end, for each measure that the scores have. */
export type RegressionIntervals = { readonly [M in Measure]?: readonly [number, number] }

/** Of more rows a sample is drawn from again: 10,000 tell an interval to a hundredth of its width. */
const mostRows = 10_000
const resamples = 1000

/**
 * How far the scores of a regressor would move with other held-out rows: 95 % intervals of the percentile bootstrap, as
 * `bootstrapIntervals` does for a classifier. O(resamples · rows).
 * Source: Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13.
 */
export function regressionIntervals(
  { yTrue, yPred }: RegressionOutcome,
  scores: RegressionScores,
): RegressionIntervals {
  const random = new Random(0)
  const all = yTrue.length
  const rows = all > mostRows ? random.permutation(all).slice(0, mostRows) : Int32Array.from(yTrue.keys())
  const n = rows.length
  const y = Float64Array.from(rows, (row) => itemAt(yTrue, row))
  const errors = y.map((value, i) => value - itemAt(yPred, itemAt(rows, i)))
  const times = new Float64Array(n)
  const drawn: { [M in Measure]: number[] } = { r2: [], root_mean_squared_error: [], mean_absolute_error: [] }
  for (let r = 0; r < resamples; r++) {
    times.fill(0)
    for (let i = 0; i < n; i++) addAt(times, Math.floor((random.uint32() * n) / 2 ** 32), 1)
    const values = measure(y, errors, times)
    for (const name of names) if (Number.isFinite(values[name])) drawn[name].push(values[name])
  }
  const whole = measure(y, errors, times.fill(1))
  const known = names.filter((name) => scores[name] !== null && drawn[name].length > 0)
  return Object.fromEntries(
    known.map((name) => {
      const narrowed = (end: number) => (scores[name] ?? 0) + (end - whole[name]) * Math.sqrt(n / all)
      const [low, high] = middle95(drawn[name])
      return [name, n === all ? [low, high] : [narrowed(low), narrowed(high)]]
    }),
  )
}

const names = ['r2', 'root_mean_squared_error', 'mean_absolute_error'] as const

/** The measures of rows, the i-th of them counted `times[i]` times. */
function measure(y: Float64Array, errors: Float64Array, times: Float64Array): { readonly [M in Measure]: number } {
  const n = y.length
  let mean = 0
  for (let i = 0; i < n; i++) mean += ((times[i] ?? 0) * (y[i] ?? 0)) / n
  let [squares, absolute, spread] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const drawn = times[i] ?? 0
    const error = errors[i] ?? 0
    squares += drawn * error * error
    absolute += drawn * Math.abs(error)
    spread += drawn * ((y[i] ?? 0) - mean) ** 2
  }
  return {
    r2: 1 - squares / spread,
    root_mean_squared_error: Math.sqrt(squares / n),
    mean_absolute_error: absolute / n,
  }
}
