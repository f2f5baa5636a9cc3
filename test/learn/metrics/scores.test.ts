import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  averagePrecisionScore,
  brierScoreLoss,
  calibrationCurve,
  type DenseMatrix,
  denseMatrix,
  expectedCalibrationError,
  type Label,
  logLoss,
  meanAbsoluteError,
  meanSquaredError,
  precisionRecallCurve,
  precisionRecallFscoreSupport,
  r2Score,
  rocAucScore,
  rocCurve,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

type Expected = { readonly [name: string]: number & number[] & number[][] }

interface Reference {
  readonly binary: { yTrue: Label[]; scores: number[]; weights: number[] | null; expected: Expected }[]
  readonly multi: { yTrue: Label[]; proba: number[][]; weights: number[] | null; expected: Expected }[]
  readonly numbers: { yTrue: number[]; yPred: number[]; weights: number[] | null; expected: Expected }[]
}

const { binary, multi, numbers } = readReference<Reference>('metrics')
const tolerance = 1e-9

for (const [i, { yTrue, scores, weights, expected }] of binary.entries()) {
  const sampleWeight = weights ?? undefined
  const which = `${yTrue.length} rows of ${new Set(scores).size} different scores, ${weights ? '' : 'un'}weighted (${i})`
  const close = (actual: number | ArrayLike<number>[], name: string) =>
    assertClose(actual, expected[name]!, tolerance, name)

  test(`ranking scores and curves of two classes are scikit-learn's: ${which}`, () => {
    close(rocAucScore(yTrue, scores, { sampleWeight }), 'auc')
    close(averagePrecisionScore(yTrue, scores, { sampleWeight }), 'ap')
    for (const dropIntermediate of [true, false]) {
      const roc = rocCurve(yTrue, scores, { sampleWeight, dropIntermediate })
      close([roc.fpr, roc.tpr, roc.thresholds], dropIntermediate ? 'roc' : 'roc_all')
      const pr = precisionRecallCurve(yTrue, scores, { sampleWeight, dropIntermediate })
      close([pr.precision, pr.recall, pr.thresholds], dropIntermediate ? 'pr_dropped' : 'pr')
    }
  })

  test(`probability scores of two classes are scikit-learn's: ${which}`, () => {
    close(logLoss(yTrue, scores, { sampleWeight }), 'log_loss')
    close(logLoss(yTrue, scores, { sampleWeight, normalize: false }), 'log_loss_sum')
    close(brierScoreLoss(yTrue, scores, { sampleWeight }), 'brier')
    close(brierScoreLoss(yTrue, scores, { sampleWeight, scaleByHalf: false }), 'brier_whole')
    for (const strategy of ['uniform', 'quantile'] as const) {
      for (const nBins of [5, 10]) {
        const { probTrue, probPred } = calibrationCurve(yTrue, scores, { nBins, strategy })
        close([probTrue, probPred], `curve ${strategy} ${nBins}`)
      }
    }
    const [negative, positive] = [...new Set(yTrue)].sort((a, b) => (a < b ? -1 : 1)) as [Label, Label]
    const answers = scores.map((score) => (score > 0.5 ? positive : negative))
    const prf = precisionRecallFscoreSupport(yTrue, answers, { average: 'binary', sampleWeight })
    assertClose([prf.precision, prf.recall, prf.fscore], expected.prf!, tolerance, 'prf')
  })

  test(`a matrix of both classes' probabilities scores like the vector of the second's: ${which}`, () => {
    const both = denseMatrix(scores.map((p) => [1 - p, p]))
    close(rocAucScore(yTrue, both, { sampleWeight }), 'auc')
    close(averagePrecisionScore(yTrue, both, { sampleWeight }), 'ap')
    close(logLoss(yTrue, both, { sampleWeight }), 'log_loss')
    close(brierScoreLoss(yTrue, both, { sampleWeight }), 'brier')
  })
}

for (const { yTrue, proba, weights, expected } of multi) {
  const sampleWeight = weights ?? undefined
  test(`scores of ${proba[0]!.length} classes are scikit-learn's, ${weights ? '' : 'un'}weighted`, () => {
    const P = denseMatrix(proba)
    const close = (actual: number, name: string) => assertClose(actual, expected[name]!, tolerance, name)
    close(logLoss(yTrue, P, { sampleWeight }), 'log_loss')
    close(brierScoreLoss(yTrue, P, { sampleWeight }), 'brier')
    close(brierScoreLoss(yTrue, P, { sampleWeight, scaleByHalf: true }), 'brier_half')
    for (const average of ['macro', 'weighted'] as const) {
      close(rocAucScore(yTrue, P, { sampleWeight, average }), `auc ovr ${average}`)
      if (!weights) close(rocAucScore(yTrue, P, { multiClass: 'ovo', average }), `auc ovo ${average}`)
    }
    for (const average of ['macro', 'weighted', 'micro'] as const) {
      close(averagePrecisionScore(yTrue, P, { sampleWeight, average }), `ap ${average}`)
    }

    const labels = [...new Set(yTrue)].sort((a, b) => (a < b ? -1 : 1))
    const kept = [...yTrue.keys()].filter((row) => yTrue[row] !== labels.at(-1))
    const some = denseMatrix(kept.map((row) => proba[row]!))
    const someLabels = kept.map((row) => yTrue[row]!)
    const someWeights = weights ? kept.map((row) => weights[row]!) : undefined
    close(logLoss(someLabels, some, { labels, sampleWeight: someWeights }), 'log_loss named')
    if (!weights) close(rocAucScore(someLabels, some, { labels, multiClass: 'ovo' }), 'auc ovo named')
  })
}

for (const { yTrue, yPred, weights, expected } of numbers) {
  const sampleWeight = weights ?? undefined
  test(`errors of ${yTrue.length} numbers are scikit-learn's, ${weights ? '' : 'un'}weighted`, () => {
    assertClose(meanAbsoluteError(yTrue, yPred, { sampleWeight }), expected.mae!, tolerance, 'mae')
    assertClose(meanSquaredError(yTrue, yPred, { sampleWeight }), expected.mse!, tolerance, 'mse')
    assertClose(r2Score(yTrue, yPred, { sampleWeight }), expected.r2!, tolerance, 'r2')
  })
}

test('the calibration error is the weighted mean gap between promise and outcome over the bins', () => {
  // Bin (0.2, 0.3]: two rows, promised 0.25, none came true. Bin (0.8, 0.9]: two rows, promised 0.9, both came true.
  const error = (2 / 4) * 0.25 + (2 / 4) * 0.1
  assertClose(expectedCalibrationError([0, 0, 1, 1], [0.22, 0.28, 0.9, 0.9]), error, 1e-12)
  // The same rows as a matrix: promised 0.75 and both right; promised 0.9 and both right.
  const P = denseMatrix([0.22, 0.28, 0.9, 0.9].map((p) => [1 - p, p]))
  assertClose(expectedCalibrationError([0, 0, 1, 1], P), (2 / 4) * 0.25 + (2 / 4) * 0.1, 1e-12)
})

test('scores that are all the same rank nothing: ROC AUC is one half, to the bit', () => {
  assert.equal(rocAucScore(['a', 'b', 'a', 'b', 'b'], [3, 3, 3, 3, 3]), 0.5)
})

test('ROC AUC of one class only is an error that says what to do', () => {
  assert.throws(() => rocAucScore(['a', 'a'], [0.1, 0.9]), {
    code: 'INVALID_INPUT',
    message:
      'rocAucScore: all rows have the label "a"; ranking one class above another needs rows of both. Score more rows, or split them stratified by label.',
  })
})

test('rows of weight 0 do not make a class present', () => {
  assert.throws(() => rocAucScore(['a', 'b'], [0.1, 0.9], { sampleWeight: [1, 0] }), {
    code: 'INVALID_INPUT',
    message: /^rocAucScore: all rows have the label "a"; /,
  })
})

test('ROC AUC of more classes names those without rows, and columns that do not fit', () => {
  const P = denseMatrix([
    [0.5, 0.3, 0.2],
    [0.1, 0.8, 0.1],
  ])
  assert.throws(() => rocAucScore(['a', 'b'], P, { labels: ['a', 'b', 'c'] }), {
    message: 'rocAucScore: yTrue has no row of "c"; each class against the rest needs rows of every class.',
  })
  assert.throws(() => rocAucScore(['a', 'b'], P), {
    message:
      'rocAucScore: yScore has 3 columns for the 2 classes "a", "b"; a column a class is needed, and labels where yTrue lacks one.',
  })
})

test('NaN among the scores, and probabilities outside 0 to 1, are errors that name the row', () => {
  assert.throws(() => rocAucScore([0, 1], [0.5, Number.NaN]), {
    message: 'rocAucScore: yScore[1] is NaN, expected a number.',
  })
  assert.throws(() => logLoss([0, 1], [0.5, 1.5]), {
    message: 'logLoss: yProba[1] is 1.5, expected a probability from 0 to 1.',
  })
})

test('an error of numbers that are not finite names the row', () => {
  assert.throws(() => meanSquaredError([1, 2], [1, Number.POSITIVE_INFINITY]), {
    code: 'INVALID_INPUT',
    message: 'meanSquaredError: yPred[1] is Infinity, expected a finite number.',
  })
})

test('log loss of one label only asks for all labels, and takes them', () => {
  assert.throws(() => logLoss(['a', 'a'], [0.5, 0.5]), {
    message: 'logLoss: the only label is "a"; give all classes, at least two, as labels.',
  })
  assertClose(logLoss(['a', 'a'], [0.5, 0.5], { labels: ['a', 'b'] }), Math.log(2), 1e-12)
})

test('a confident mistake costs 36 nats, not infinity', () => {
  assertClose(logLoss([1, 0], [0, 0]), -Math.log(Number.EPSILON) / 2, 1e-12)
})

test('two hundred thousand scores are ranked without running out of stack', () => {
  const n = 200_000
  const y = Array.from({ length: n }, (_, i) => i % 2)
  const scores = Float64Array.from({ length: n }, (_, i) => ((i * 7919) % n) + i / n)
  const { fpr } = rocCurve(y, scores, { dropIntermediate: false })
  assert.equal(fpr.length, n + 1)
  const P: DenseMatrix = { rows: n, columns: 1, values: scores }
  assert.ok(Math.abs(rocAucScore(y, P) - 0.5) < 0.01)
})
