import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accuracyScore, confusionMatrix, f1Score, logLoss, rocAucScore } from 'slipway/learn'
import { fc } from '../../support/properties.ts'

const label = fc.constantFrom('a', 'b', 'c')
const rows = fc.array(fc.tuple(label, label), { minLength: 1, maxLength: 40 })

test('the accuracy is the diagonal of the confusion matrix, and all rows are in it', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const [yTrue, yPred] = [given.map(([y]) => y), given.map(([, p]) => p)]
      const matrix = confusionMatrix(yTrue, yPred)
      const diagonal = matrix.reduce((sum, row, i) => sum + (row[i] ?? 0), 0)
      assert.equal(
        matrix.flat().reduce((sum, n) => sum + n, 0),
        given.length,
      )
      assert.ok(Math.abs(diagonal / given.length - accuracyScore(yTrue, yPred)) < 1e-12)
    }),
  )
})

test('scores do not depend on the order of the rows', () => {
  fc.assert(
    fc.property(rows, (given) => {
      const score = (of: typeof given) => [
        accuracyScore(
          of.map(([y]) => y),
          of.map(([, p]) => p),
        ),
        f1Score(
          of.map(([y]) => y),
          of.map(([, p]) => p),
          { average: 'macro' },
        ),
      ]
      const [a, b] = [score(given), score(given.toReversed())]
      a.forEach((value, i) => {
        assert.ok(Math.abs(value - (b[i] ?? Number.NaN)) < 1e-12)
      })
    }),
  )
})

test('ROC AUC keeps its value under any rising function of the scores, and turns round with them', () => {
  const scored = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: -50, max: 50 })), { minLength: 2, maxLength: 40 })
  fc.assert(
    fc.property(scored, (given) => {
      const yTrue = given.map(([y]) => (y ? 1 : 0))
      fc.pre(new Set(yTrue).size === 2)
      const auc = (of: (score: number) => number) =>
        rocAucScore(
          yTrue,
          Float64Array.from(given, ([, s]) => of(s)),
        )
      assert.ok(auc((s) => s) >= 0 && auc((s) => s) <= 1)
      assert.ok(Math.abs(auc((s) => s) - auc((s) => 3 * s + 7)) < 1e-12)
      assert.ok(Math.abs(auc((s) => s) + auc((s) => -s) - 1) < 1e-12)
    }),
  )
})

test('log loss is never below 0, and least for the right answer', () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), share), { minLength: 2, maxLength: 30 }), (given) => {
      const yTrue = given.map(([y]) => (y ? 1 : 0))
      fc.pre(new Set(yTrue).size === 2)
      const lossOf = (of: (y: boolean, p: number) => number) => {
        const values = Float64Array.from(given.flatMap(([y, p]) => [1 - of(y, p), of(y, p)]))
        return logLoss(yTrue, { rows: given.length, columns: 2, values })
      }
      const asGiven = lossOf((_, p) => p)
      const surer = lossOf((y, p) => (y ? Math.max(p, 0.99) : Math.min(p, 0.01)))
      assert.ok(asGiven >= 0)
      assert.ok(surer <= asGiven + 1e-12)
    }),
  )
})
