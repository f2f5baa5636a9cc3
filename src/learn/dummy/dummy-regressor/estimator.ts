import type { OptionsOf } from '../../estimator/option.ts'
import { number, oneOf } from '../../estimator/option-kinds.ts'
import { regressor } from '../../estimator/regressor.ts'
import { DummyRegressorModel } from './model.ts'

export type { DummyRegressorModel } from './model.ts'

const options = {
  /** Which number it predicts: one of the targets, by their weights, or a given one. */
  strategy: oneOf(['mean', 'median', 'quantile', 'constant'], 'mean'),
  /** Which quantile of the targets, for `strategy: 'quantile'`. */
  quantile: number({ least: 0, most: 1, absent: 'needed for `strategy: "quantile"` alone' }),
  /** The number, for `strategy: 'constant'`. */
  constant: number({ absent: 'needed for `strategy: "constant"` alone' }),
}

export type DummyRegressorOptions = OptionsOf<typeof options>

/**
 * Predicts the same number for every row: the baseline that a regressor has to beat. O(n) time for the mean and O(n log n)
 * for a quantile.
 *
 * @example
 * const X = denseMatrix([[1], [2], [3]])
 * new DummyRegressor().fit(X, [10, 20, 60]).predict(X) // [30, 30, 30]
 * new DummyRegressor({ strategy: 'median' }).fit(X, [10, 20, 60]).constant // 20
 */
export class DummyRegressor extends regressor({
  name: 'DummyRegressor',
  role: 'regressor',
  options,
  home: import.meta.url,
  read: DummyRegressorModel.fromParts,
  check: ({ strategy, quantile, constant }) => {
    const needs = (name: string, value: unknown) =>
      strategy === name && value === undefined
        ? [{ path: name, message: `expected a number beside strategy "${name}", got none` }]
        : []
    return [...needs('quantile', quantile), ...needs('constant', constant)]
  },
}) {}
