import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Average,
  accuracyScore,
  balancedAccuracyScore,
  classificationReport,
  confusionMatrix,
  f1Score,
  type Label,
  matthewsCorrcoef,
  precisionRecallFscoreSupport,
  precisionScore,
  recallScore,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

type Expected = { readonly [name: string]: number & number[] & number[][] }

interface Case {
  readonly yTrue: Label[]
  readonly yPred: Label[]
  readonly weights: number[] | null
  readonly labels: Label[]
  readonly expected: Expected & { report: { [name: string]: { [score: string]: number } | null } }
}

const { labelled } = readReference<{ labelled: Case[] }>('metrics')
const tolerance = 1e-9

for (const [i, { yTrue, yPred, weights, labels, expected }] of labelled.entries()) {
  const sampleWeight = weights ?? undefined
  const which = `${yTrue.length} rows, ${new Set([...yTrue, ...yPred]).size} labels, ${weights ? '' : 'un'}weighted (${i})`

  test(`accuracies, Matthews' correlation and the confusion matrix are scikit-learn's: ${which}`, () => {
    const close = (actual: number | number[][], name: string) => assertClose(actual, expected[name]!, tolerance, name)
    close(accuracyScore(yTrue, yPred, { sampleWeight }), 'accuracy')
    close(accuracyScore(yTrue, yPred, { sampleWeight, normalize: false }), 'right')
    close(balancedAccuracyScore(yTrue, yPred, { sampleWeight }), 'balanced')
    close(balancedAccuracyScore(yTrue, yPred, { sampleWeight, adjusted: true }), 'adjusted')
    close(matthewsCorrcoef(yTrue, yPred, { sampleWeight }), 'matthews')
    close(confusionMatrix(yTrue, yPred, { sampleWeight }), 'confusion')
    close(confusionMatrix(yTrue, yPred, { sampleWeight, labels }), 'subset')
    for (const normalize of ['true', 'pred', 'all'] as const) {
      close(confusionMatrix(yTrue, yPred, { sampleWeight, normalize }), `by_${normalize}`)
    }
  })

  test(`precision, recall and F1 are scikit-learn's in every average: ${which}`, () => {
    for (const average of ['micro', 'macro', 'weighted', 'none'] as const) {
      for (const zeroDivision of [0, 1, Number.NaN]) {
        for (const chosen of ['all', 'subset']) {
          const options = { sampleWeight, zeroDivision, ...(chosen === 'subset' ? { labels } : {}) }
          const scores =
            average === 'none'
              ? precisionRecallFscoreSupport(yTrue, yPred, options)
              : precisionRecallFscoreSupport(yTrue, yPred, { ...options, average })
          const name = `prf ${average} ${chosen} ${Number.isNaN(zeroDivision) ? 'nan' : zeroDivision}`
          assertClose([scores.precision, scores.recall, scores.fscore], expected[name]!, tolerance, name)
          const same = { ...options, average: average as Average }
          assert.deepEqual(precisionScore(yTrue, yPred, same), scores.precision)
          assert.deepEqual(recallScore(yTrue, yPred, same), scores.recall)
          assert.deepEqual(f1Score(yTrue, yPred, same), scores.fscore)
        }
      }
    }
    const perLabel = precisionRecallFscoreSupport(yTrue, yPred, { sampleWeight, beta: 2 })
    assertClose(perLabel.fscore, expected.f2!, tolerance, 'f2')
    assertClose(perLabel.support, expected.support!, tolerance, 'support')
  })

  test(`the classification report holds the same numbers as scikit-learn's: ${which}`, () => {
    const report = classificationReport(yTrue, yPred, { sampleWeight, labels })
    const lines = { 'micro avg': report.microAvg, 'macro avg': report.macroAvg, 'weighted avg': report.weightedAvg }
    for (const [name, { precision, recall, f1Score, support }] of Object.entries(lines)) {
      const line = expected.report[name]
      if (!line) continue // scikit-learn leaves the micro average out where it equals accuracy
      const wanted = [line.precision!, line.recall!, line['f1-score']!, line.support!]
      assertClose([precision, recall, f1Score, support], wanted, tolerance, name)
    }
    assert.deepEqual(
      report.perLabel.map(({ label }) => label),
      labels,
    )
  })
}

test('a label that was never predicted has precision 0, or what zeroDivision says', () => {
  assert.equal(precisionScore(['a', 'b'], ['a', 'a'], { posLabel: 'b' }), 0)
  assert.equal(precisionScore(['a', 'b'], ['a', 'a'], { posLabel: 'b', zeroDivision: 1 }), 1)
})

test('of two strings the greater one is positive; of 0 and 1, the 1', () => {
  assert.equal(recallScore(['no', 'yes', 'yes'], ['no', 'yes', 'no']), 1 / 2)
  assert.equal(recallScore([0, 1, 1], [0, 1, 0]), 1 / 2)
})

test('more than two labels have to say how they are averaged', () => {
  assert.throws(() => f1Score(['a', 'b', 'c'], ['a', 'b', 'c']), {
    code: 'INVALID_INPUT',
    message:
      "f1Score: average 'binary' is for two labels, got 3 (\"a\", \"b\", \"c\"); choose 'micro', 'macro', 'weighted' or 'none'.",
  })
})

test('a positive label that cannot be told, or is none of the labels, is an error', () => {
  assert.throws(() => f1Score([2, 3], [2, 3]), {
    message: 'f1Score: which of the labels 2, 3 is the positive one cannot be told; give posLabel.',
  })
  assert.throws(() => f1Score([0, 1], [0, 1], { posLabel: 7 }), {
    message: 'f1Score: posLabel 7 is none of the labels 0, 1.',
  })
})

test('all that is wrong with the rows and weights is said at once', () => {
  assert.throws(() => accuracyScore(['a', 'b'], ['a'], { sampleWeight: [1] }), {
    code: 'INVALID_INPUT',
    message:
      'accuracyScore: yPred has 1 rows and yTrue 2, they belong row to row; sampleWeight has 1 entries for 2 rows.',
  })
  assert.throws(() => accuracyScore([], []), {
    message: 'accuracyScore: yTrue has no rows, at least one is needed.',
  })
  assert.throws(() => accuracyScore([1, 2], [1, 2], { sampleWeight: [1, -1] }), {
    message: 'accuracyScore: sampleWeight[1] is -1, expected a finite number of 0 or more.',
  })
  assert.throws(() => accuracyScore([1, 2], [1, 2], { sampleWeight: [0, 0] }), {
    message: 'accuracyScore: all sampleWeight are 0, at least one must be above.',
  })
})

test('labels that mix strings and numbers, as a mistyped column does, are an error', () => {
  assert.throws(() => confusionMatrix([1, 2], ['1', '2']), {
    code: 'INVALID_INPUT',
    message:
      'confusionMatrix: yPred[0] is "1", expected a number other than NaN; labels are all strings or all numbers.',
  })
})

test('a confusion matrix of labels that are not there, or twice there, is an error', () => {
  assert.throws(() => confusionMatrix(['a'], ['a'], { labels: ['b', 'c'] }), {
    message: 'confusionMatrix: none of the labels "b", "c" is in yTrue; at least one has to be.',
  })
  assert.throws(() => confusionMatrix(['a'], ['a'], { labels: ['a', 'a'] }), {
    message: 'confusionMatrix: labels "a", "a" repeat themselves.',
  })
})
