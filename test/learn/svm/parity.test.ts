import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type DenseMatrix,
  denseMatrix,
  type Label,
  LinearSVC,
  type LinearSVCModel,
  type LinearSVCOptions,
  toSparse,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Case {
  readonly name: string
  readonly world: string
  readonly y: string
  readonly weights: string | null
  readonly options: LinearSVCOptions
  /** One a class, or one for two classes. */
  readonly objectives: readonly number[]
  readonly decisions: readonly (readonly number[])[]
}

interface Reference {
  readonly worlds: { readonly [name: string]: { readonly X: number[][]; readonly [y: string]: readonly unknown[] } }
  readonly cases: readonly Case[]
}

const { worlds, cases } = readReference<Reference>('svm')

for (const expected of cases) {
  test(`${expected.name}: scikit-learn's objective to 1e-5, and its decisions to 1e-2, dense and sparse`, () => {
    const world = worlds[expected.world]
    const X = denseMatrix(world.X)
    const y = world[expected.y] as readonly Label[]
    const sampleWeight = expected.weights === null ? undefined : (world[expected.weights] as readonly number[])
    for (const given of [X, toSparse(X)]) {
      const model = new LinearSVC({ ...expected.options, maxIter: 100_000 }).fit(
        given,
        y,
        sampleWeight ? { sampleWeight } : {},
      )
      assert.equal(model.converged, true)
      const objectives = objectivesOf(model, expected.options, X, y, sampleWeight)
      objectives.forEach((value, k) => {
        assertClose(value / expected.objectives[k], 1, 1e-5, `objective ${k} over the expected one`)
      })
      const z = model.decisionFunction(X).values.subarray(0, expected.decisions.flat().length)
      assertClose(z, expected.decisions.flat(), 1e-2, 'decisions')
    }
  })
}

/** ½ ‖w‖² + C Σ s max(0, 1 − y z)^p for each class, from the model's own decisions. */
function objectivesOf(
  model: LinearSVCModel,
  { C = 1, loss = 'squared_hinge', fitIntercept = true, interceptScaling = 1, classWeight }: LinearSVCOptions,
  X: DenseMatrix,
  y: readonly Label[],
  sampleWeight: readonly number[] = y.map(() => 1),
): number[] {
  const { classes, intercept, coef } = model
  const z = model.decisionFunction(X)
  const codes = y.map((label) => classes.indexOf(label))
  const totals = classes.map((_, k) => sampleWeight.reduce((sum, w, i) => sum + (codes[i] === k ? w : 0), 0))
  const total = totals.reduce((sum, w) => sum + w, 0)
  const ofClass = classes.map((label, k) =>
    classWeight === 'balanced' ? total / (classes.length * totals[k]) : (classWeight?.[String(label)] ?? 1),
  )
  return Array.from(intercept, (b, k) => {
    const w = coef.subarray(k * X.columns, (k + 1) * X.columns)
    const squares = w.reduce((sum, value) => sum + value * value, 0) + (fitIntercept ? (b / interceptScaling) ** 2 : 0)
    const positive = z.columns === 1 ? 1 : k
    const losses = codes.map((code, i) => {
      const sign = code === positive ? 1 : -1
      const short = Math.max(0, 1 - sign * z.values[i * z.columns + k])
      const weight = sign > 0 ? ofClass[positive] : z.columns === 1 ? ofClass[0] : 1
      return sampleWeight[i] * weight * (loss === 'hinge' ? short : short * short)
    })
    return squares / 2 + C * losses.reduce((sum, value) => sum + value, 0)
  })
}
