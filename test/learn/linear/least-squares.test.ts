import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, LinearRegression, Random, Ridge, toSparse } from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Case {
  readonly name: string
  readonly kind: 'Ridge' | 'LinearRegression'
  readonly world: string
  readonly weighted: boolean
  readonly options: { readonly alpha?: number; readonly fitIntercept: boolean }
  readonly coef: readonly number[]
  readonly intercept: number
}

interface Reference {
  readonly worlds: {
    readonly [name: string]: {
      readonly X: number[][]
      readonly y: readonly number[]
      readonly weights: readonly number[]
    }
  }
  readonly cases: readonly Case[]
}

const { worlds, cases } = readReference<Reference>('least_squares')

for (const { name, kind, world, weighted, options, coef, intercept } of cases) {
  test(`${name}: scikit-learn's coefficients to 1e-7, dense and sparse`, () => {
    const { X, y, weights } = worlds[world]!
    const { alpha, ...plain } = options
    const estimator = kind === 'Ridge' ? new Ridge({ ...plain, alpha: alpha! }) : new LinearRegression(plain)
    for (const given of [denseMatrix(X), toSparse(denseMatrix(X))]) {
      const model = estimator.fit(given, y, weighted ? { sampleWeight: weights } : {})
      assertClose(model.coef, coef, 1e-7)
      assertClose(model.intercept, intercept, 1e-6)
    }
  })
}

test('with more columns than are factorised, the gradient is as near to 0 as rounding lets it', () => {
  const random = new Random(3)
  const rows = Array.from({ length: 200 }, () =>
    Array.from({ length: 700 }, () => (random.below(20) === 0 ? 1 + random.below(3) : 0)),
  )
  const y = rows.map((row) => row[0]! + 2 * row[5]! - row[9]! + random.next())
  const X = denseMatrix(rows)
  const { coef, intercept } = new Ridge({ alpha: 2 }).fit(toSparse(X), y)
  const residuals = rows.map((row, i) => y[i]! - intercept - row.reduce((sum, value, j) => sum + value * coef[j]!, 0))
  assert.ok(Math.abs(residuals.reduce((sum, residual) => sum + residual, 0)) < 1e-8)
  for (let j = 0; j < 700; j++) {
    const pull = rows.reduce((sum, row, i) => sum + row[j]! * residuals[i]!, 0)
    assert.ok(Math.abs(pull - 2 * coef[j]!) < 1e-8, `column ${j}`)
  }
})
