import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, GammaRegressor, PoissonRegressor, toSparse } from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Case {
  readonly name: string
  readonly kind: 'Poisson' | 'Gamma'
  readonly weighted: boolean
  readonly options: { readonly alpha: number; readonly fitIntercept: boolean }
  readonly coef: readonly number[]
  readonly intercept: number
}

interface Reference {
  readonly worlds: {
    readonly [kind: string]: {
      readonly X: number[][]
      readonly y: readonly number[]
      readonly weights: readonly number[]
    }
  }
  readonly cases: readonly Case[]
}

const { worlds, cases } = readReference<Reference>('glm')
const classes = { Poisson: PoissonRegressor, Gamma: GammaRegressor }

for (const { name, kind, weighted, options, coef, intercept } of cases) {
  test(`${name}: scikit-learn's coefficients to 1e-6, dense and sparse`, () => {
    const { X, y, weights } = worlds[kind]!
    const fitOptions = { ...(weighted && { sampleWeight: weights }), onWarning: () => {} }
    for (const given of [denseMatrix(X), toSparse(denseMatrix(X))]) {
      const model = new classes[kind]({ ...options, tol: 1e-12 }).fit(given, y, fitOptions)
      assertClose(model.coef, coef, 1e-6)
      assertClose(model.intercept, intercept, 1e-6)
      assert.ok(model.predict(given).every((value) => value > 0 && Number.isFinite(value)))
    }
  })
}

test('targets that are none of counts or amounts are refused, and a far row is predicted as a number', () => {
  const X = denseMatrix([[1], [2], [3]])
  assert.throws(
    () => new PoissonRegressor().fit(X, [1, -1, 2]),
    /expected finite numbers of 0 or more, got -1 in row 1/,
  )
  assert.throws(() => new PoissonRegressor().fit(X, [0, 0, 0]), /expected some target above 0, got 0 alone/)
  assert.throws(() => new GammaRegressor().fit(X, [1, 0, 2]), /expected finite numbers above 0, got 0 in row 1/)
  const model = new PoissonRegressor({ alpha: 0 }).fit(X, [1, 3, 9])
  assert.equal(model.predict(denseMatrix([[1e6]]))[0], Number.MAX_VALUE)
})
