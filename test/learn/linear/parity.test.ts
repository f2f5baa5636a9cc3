import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type DenseMatrix,
  denseMatrix,
  type Label,
  LogisticRegression,
  type LogisticRegressionModel,
  type LogisticRegressionOptions,
  toSparse,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Case {
  readonly name: string
  readonly world: string
  readonly y: string
  readonly weights: string | null
  readonly options: LogisticRegressionOptions
  readonly objective: number
  readonly zeros: number
  readonly probabilities: readonly (readonly number[])[]
}

interface Reference {
  readonly worlds: { readonly [name: string]: { readonly X: number[][]; readonly [y: string]: readonly unknown[] } }
  readonly cases: readonly Case[]
}

const { worlds, cases } = readReference<Reference>('linear')

for (const expected of cases) {
  test(`${expected.name}: scikit-learn's objective to 1e-6 and its probabilities to 1e-4, dense and sparse`, () => {
    const world = worlds[expected.world]!
    const X = denseMatrix(world.X)
    const y = world[expected.y] as readonly Label[]
    const sampleWeight = expected.weights === null ? undefined : (world[expected.weights] as readonly number[])
    const options = sampleWeight ? { sampleWeight } : {}
    for (const given of [X, toSparse(X)]) {
      const model = new LogisticRegression(expected.options).fit(given, y, options)
      assert.equal(model.converged, true)
      const objective = objectiveOf(model, expected.options, X, y, sampleWeight)
      assertClose(objective / expected.objective, 1, 1e-6, 'objective over the expected one')
      const rows = expected.probabilities.length
      const columns = model.classes.length
      const shown = { rows, columns: X.columns, values: X.values.slice(0, rows * X.columns) }
      assert.deepEqual(model.predictProba(shown).columns, columns)
      assertClose(model.predictProba(shown).values, expected.probabilities.flat(), 1e-4, 'probabilities')
    }
  })
}

test('the L1 penalty leaves exactly as many coefficients at 0 as in scikit-learn', () => {
  for (const { name, world, y, options, weights, zeros } of cases) {
    if (!options.l1Ratio || weights) continue
    // With four classes, a number between the two middle coefficients of a column may be added to all four for nothing.
    if (options.l1Ratio === 1 && y === 'topics') continue
    const model = new LogisticRegression(options).fit(denseMatrix(worlds[world]!.X), worlds[world]![y] as Label[])
    assert.equal(model.coef.filter((w) => w === 0).length, zeros, name)
  }
})

/** C Σ s ℓ + (1 − l1Ratio)/2 ‖w‖² + l1Ratio ‖w‖₁, from the model's own decisions. */
function objectiveOf(
  model: LogisticRegressionModel,
  { C = 1, l1Ratio = 0, classWeight }: LogisticRegressionOptions,
  X: DenseMatrix,
  y: readonly Label[],
  sampleWeight: readonly number[] = y.map(() => 1),
): number {
  const P = model.predictProba(X)
  const codes = y.map((label) => model.classes.indexOf(label))
  const totals = model.classes.map((_, k) => sampleWeight.reduce((sum, w, i) => sum + (codes[i] === k ? w : 0), 0))
  const total = totals.reduce((sum, w) => sum + w, 0)
  let loss = 0
  codes.forEach((k, i) => {
    const ofClass =
      classWeight === 'balanced' ? total / (totals.length * totals[k]!) : (classWeight?.[String(y[i])] ?? 1)
    loss -= sampleWeight[i]! * ofClass * Math.log(P.values[i * P.columns + k]!)
  })
  const squares = model.coef.reduce((sum, w) => sum + w * w, 0)
  const sizes = model.coef.reduce((sum, w) => sum + Math.abs(w), 0)
  return C * loss + ((1 - l1Ratio) / 2) * squares + l1Ratio * sizes
}
