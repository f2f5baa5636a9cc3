import assert from 'node:assert/strict'
import { test } from 'node:test'
import { denseMatrix, ElasticNet, Lasso, toSparse } from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Case {
  readonly name: string
  readonly kind: 'Lasso' | 'ElasticNet'
  readonly world: string
  readonly weighted: boolean
  readonly options: { readonly alpha: number; readonly l1Ratio?: number; readonly fitIntercept: boolean }
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

const { worlds, cases } = readReference<Reference>('elastic_net')
const exact = { tol: 1e-15, maxIter: 100_000 }

for (const { name, kind, world, weighted, options, coef, intercept } of cases) {
  test(`${name}: scikit-learn's coefficients to 1e-7 and its zeros, dense and sparse`, () => {
    const { X, y, weights } = worlds[world]!
    const { l1Ratio = 1, ...others } = options
    const estimator =
      kind === 'Lasso' ? new Lasso({ ...others, ...exact }) : new ElasticNet({ ...others, l1Ratio, ...exact })
    for (const given of [denseMatrix(X), toSparse(denseMatrix(X))]) {
      const model = estimator.fit(given, y, { ...(weighted && { sampleWeight: weights }), onWarning: () => {} })
      assertClose(model.coef, coef, 1e-7)
      assertClose(model.intercept, intercept, 1e-7)
      for (const [j, value] of coef.entries()) if (value === 0) assert.equal(model.coef[j], 0)
    }
  })
}

test('a fit that stops before its tolerance says so, and a penalty that is large enough leaves the mean alone', () => {
  const { X, y } = worlds.wide!
  const warnings: string[] = []
  new Lasso({ alpha: 0.001, tol: 1e-12, maxIter: 2 }).fit(denseMatrix(X), y, {
    onWarning: (text) => warnings.push(text),
  })
  assert.deepEqual(warnings, [
    'Lasso: not converged after 2 passes; scale the columns, or raise maxIter, alpha or tol.',
  ])
  const { coef, intercept } = new Lasso({ alpha: 1e6 }).fit(denseMatrix(X), y)
  assert.ok(coef.every((value) => value === 0))
  assertClose(
    intercept,
    y.reduce((sum, value) => sum + value / y.length, 0),
    1e-12,
  )
})
