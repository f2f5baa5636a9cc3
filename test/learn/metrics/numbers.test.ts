import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as learn from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Reference {
  readonly y: readonly number[]
  readonly p: readonly number[]
  readonly counts: readonly number[]
  readonly weights: readonly number[]
  readonly scores: { readonly [way in 'plain' | 'weighted']: { readonly [name: string]: number } }
}

const { y, p, counts, weights, scores } = readReference<Reference>('regression_metrics')

for (const way of ['plain', 'weighted'] as const) {
  test(`metrics of numbers, ${way}: scikit-learn's to 1e-9`, () => {
    const options = way === 'weighted' ? { sampleWeight: weights } : {}
    const ours: { readonly [name: string]: number } = {
      rootMeanSquaredError: learn.rootMeanSquaredError(y, p, options),
      meanAbsolutePercentageError: learn.meanAbsolutePercentageError(y, p, options),
      meanPinballLoss: learn.meanPinballLoss(y, p, { ...options, alpha: 0.9 }),
      meanPoissonDeviance: learn.meanPoissonDeviance(counts, p, options),
      meanGammaDeviance: learn.meanGammaDeviance(y, p, options),
      d2Normal: learn.d2TweedieScore(y, p, options),
      d2Poisson: learn.d2TweedieScore(counts, p, { ...options, power: 1 }),
      d2Gamma: learn.d2TweedieScore(y, p, { ...options, power: 2 }),
      medianAbsoluteError: learn.medianAbsoluteError(y, p, options),
      maxError: learn.maxError(y, p),
      d2AbsoluteErrorScore: learn.d2AbsoluteErrorScore(y, p, options),
      d2PinballScore: learn.d2PinballScore(y, p, options),
    }
    for (const [name, score] of Object.entries(scores[way])) assertClose(ours[name]!, score, 1e-9, name)
  })
}

test('perfect predictions lose nothing, and a constant explains nothing', () => {
  assert.equal(learn.meanPoissonDeviance([0, 2, 3], [1e-12, 2, 3]) < 1e-11, true)
  assert.equal(learn.meanGammaDeviance([1, 2, 3], [1, 2, 3]), 0)
  assert.equal(learn.d2TweedieScore([1, 2, 3], [1, 2, 3], { power: 2 }), 1)
  assert.equal(learn.d2AbsoluteErrorScore([1, 2, 6], [2, 2, 2]), 0)
  assert.equal(learn.d2AbsoluteErrorScore([2, 2], [2, 2]), 1)
  assert.ok(Number.isNaN(learn.d2PinballScore([1], [1])))
})

test('what a deviance is not made for is refused with its place', () => {
  assert.throws(() => learn.meanGammaDeviance([1, 0], [1, 1]), {
    code: 'INVALID_INPUT',
    message: 'meanGammaDeviance: yTrue[1] is 0, expected a number above 0.',
  })
  assert.throws(() => learn.meanPoissonDeviance([1, -1], [1, 1]), /yTrue\[1\] is -1, expected a number 0 or more/)
  assert.throws(() => learn.meanPoissonDeviance([1, 1], [1, 0]), /yPred\[1\] is 0, expected a number above 0/)
})
