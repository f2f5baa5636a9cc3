import { countByClass } from '../../bayes/discrete-nb.ts'
import type { FitOptions, Label, Matrix } from '../../contract.ts'
import { forEachRow } from '../../each-row.ts'
import { encodeLabels } from '../../labels.ts'
import { checkFitInput } from '../../matrix-check.ts'
import type { NearestCentroid } from './estimator.ts'
import { NearestCentroidModel } from './model.ts'

export function fit(
  { shrinkThreshold }: NearestCentroid['options'],
  X: Matrix,
  y: readonly Label[],
  options: FitOptions,
): NearestCentroidModel {
  checkFitInput(NearestCentroidModel.kind, X, y, options)
  const { classes, classCount, featureCount } = countByClass(X, y, options)
  const { rows, columns, values } = featureCount
  for (let e = 0; e < values.length; e++) values[e] /= classCount[Math.floor(e / columns)]
  if (shrinkThreshold !== undefined) shrink(values, X, y, classCount, shrinkThreshold, options)
  options.onProgress?.(1)
  return new NearestCentroidModel({ classes, centroids: { rows, columns, values } })
}

/**
 * Soft thresholding, in place: with c̄ the mean of all rows, s the deviation of a column within the classes and s₀ the
 * median of those,
 *
 *   c ← c̄ + m (s + s₀) sign(d) max(0, |d| − threshold),   d = (c − c̄) / (m (s + s₀)),   m² = 1/n_class − 1/n
 */
function shrink(
  centroids: Float64Array,
  X: Matrix,
  y: readonly Label[],
  classCount: Float64Array,
  threshold: number,
  { sampleWeight }: FitOptions,
): void {
  const d = X.columns
  const { codes } = encodeLabels(y)
  const total = classCount.reduce((sum, weight) => sum + weight, 0)
  const mean = new Float64Array(d)
  const within = new Float64Array(d)
  forEachRow(X, (row, i) => {
    const weight = sampleWeight?.[i] ?? 1
    if (weight === 0) return
    for (let j = 0; j < d; j++) {
      mean[j] += (weight * row[j]) / total
      within[j] += weight * (row[j] - centroids[codes[i] * d + j]) ** 2
    }
  })
  // As many rows as classes leave no deviation to measure.
  const freedom = Math.max(total - classCount.length, 0)
  const deviation = within.map((squares) => (freedom === 0 ? 0 : Math.sqrt(squares / freedom)))
  const middle = median(deviation)
  for (let e = 0; e < centroids.length; e++) {
    const [k, j] = [Math.floor(e / d), e % d]
    const unit = Math.sqrt(Math.max(1 / classCount[k] - 1 / total, 0)) * (deviation[j] + middle)
    const distance = centroids[e] - mean[j]
    centroids[e] = mean[j] + Math.sign(distance) * Math.max(0, Math.abs(distance) - threshold * unit)
  }
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
