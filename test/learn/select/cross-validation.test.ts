import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  crossValidate,
  crossValPredict,
  crossValScore,
  denseMatrix,
  GridSearch,
  KFold,
  MultinomialNB,
  MultinomialNBModel,
  type ScoringName,
  StratifiedKFold,
} from 'slipway/learn'
import { assertClose, readReference } from '../../support/reference.ts'

interface Reference {
  readonly folds: { y: number[]; k: number; plain: number[][]; stratified: number[][] }[]
  readonly X: number[][]
  readonly y: string[]
  readonly test: { [scoring: string]: number[] }
  readonly train: { [scoring: string]: number[] }
  readonly binary: { [scoring: string]: number[] }
  readonly predicted: string[]
  readonly probabilities: number[][]
  readonly search: { mean: number[]; std: number[]; rank: number[]; best: number }
}

const reference = readReference<Reference>('model_selection')
const X = denseMatrix(reference.X)
const { y } = reference
const cv = new StratifiedKFold({ nSplits: 4 })
const camelCase = (name: string) => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()) as ScoringName

test('unshuffled folds are those of scikit-learn', () => {
  for (const { y, k, plain, stratified } of reference.folds) {
    const tested = (splits: { test: Int32Array }[]) => splits.map(({ test }) => [...test])
    assert.deepEqual(tested(new KFold({ nSplits: k }).split(y)), plain)
    assert.deepEqual(tested(new StratifiedKFold({ nSplits: k }).split(y)), stratified)
  }
})

test('shuffled folds test every row once, train on the others, and hold each label evenly', () => {
  const labels = Array.from({ length: 101 }, (_, i) => (i % 10 === 0 ? 'rare' : 'common'))
  for (const splitter of [new KFold({ shuffle: true, seed: 5 }), new StratifiedKFold({ shuffle: true, seed: 5 })]) {
    const splits = splitter.split(labels)
    assert.deepEqual(splits, splitter.split(labels))
    assert.deepEqual(
      splits.flatMap(({ test }) => [...test]).sort((a, b) => a - b),
      [...labels.keys()],
    )
    for (const { train, test } of splits) assert.equal(new Set([...train, ...test]).size, 101)
    for (const { test } of splits) assert.ok(test.length === 20 || test.length === 21)
  }
  for (const { test } of new StratifiedKFold({ shuffle: true }).split(labels)) {
    const rare = test.filter((row) => labels[row] === 'rare').length
    assert.ok(rare === 2 || rare === 3, `${rare} of 11 rare rows in a fold`)
  }
})

test('another seed makes other folds', () => {
  const labels = Array.from({ length: 40 }, (_, i) => i % 2)
  const folds = (seed: number) => new StratifiedKFold({ shuffle: true, seed }).split(labels)
  assert.notDeepEqual(folds(1), folds(2))
})

test('more folds than rows of any label is an error that says so', () => {
  assert.throws(() => new StratifiedKFold({ nSplits: 3 }).split(['a', 'a', 'b']), {
    code: 'INVALID_INPUT',
    message: 'StratifiedKFold: the commonest label has 2 rows for 3 folds; use fewer folds.',
  })
  assert.throws(() => new KFold().split([1, 2]), {
    message: 'KFold: got 2 rows for 5 folds; each needs one at least.',
  })
  assert.throws(() => new KFold({ nSplits: 1 }), {
    code: 'INVALID_OPTION',
    message: 'KFold: nSplits: expected a whole number of 2 or more, got 1.',
  })
})

test('cross-validated scores of three classes are those of scikit-learn, on both sides', () => {
  const names = Object.keys(reference.test)
  const scoring = names.map(camelCase)
  const { testScores, trainScores } = crossValidate(new MultinomialNB(), X, y, { cv, scoring, returnTrainScore: true })
  for (const name of names) {
    assertClose(testScores[camelCase(name)], reference.test[name]!, 1e-9, `test ${name}`)
    assertClose(trainScores![camelCase(name)], reference.train[name]!, 1e-9, `train ${name}`)
  }
})

test('cross-validated scores of two classes are those of scikit-learn', () => {
  const rows = [...y.keys()].filter((row) => y[row] !== 'cat')
  const two = denseMatrix(rows.map((row) => reference.X[row]!))
  const labels = rows.map((row) => (y[row] === 'bee' ? 1 : 0))
  for (const [name, scores] of Object.entries(reference.binary)) {
    assertClose(crossValScore(new MultinomialNB(), two, labels, { cv, scoring: camelCase(name) }), scores, 1e-9, name)
  }
})

test('a score of one’s own is a function of the labels and the answers', () => {
  const share = crossValScore(new MultinomialNB(), X, y, {
    cv,
    scoring: (truth, { predicted }) => predicted.filter((label, i) => label === truth[i]).length / truth.length,
  })
  assertClose(share, reference.test.accuracy!, 1e-12)
})

test('a score that there is not is an error with the nearest one', () => {
  assert.throws(() => crossValScore(new MultinomialNB(), X, y, { scoring: 'precise' as 'precision' }), {
    code: 'INVALID_OPTION',
    message: 'crossValScore: scoring: there is no such score as "precise"; did you mean precision?',
  })
})

test('each row is predicted by the model that has not seen it', () => {
  assert.deepEqual(crossValPredict(new MultinomialNB(), X, y, { cv }), reference.predicted)
  const { values } = crossValPredict(new MultinomialNB(), X, y, { cv, method: 'predictProba' })
  assertClose(values, reference.probabilities.flat(), 1e-9)
})

test('a label that a fold did not learn has probability 0 there', () => {
  const counts = denseMatrix([[1], [2], [3], [4], [5]])
  const labels = ['a', 'a', 'b', 'b', 'c']
  const folds = { split: () => [split([0, 2], [1, 3, 4]), split([1, 3, 4], [0, 2])] }
  const P = crossValPredict(new MultinomialNB(), counts, labels, { cv: folds, method: 'predictProba' })
  assert.equal(P.columns, 3)
  assert.equal(P.values[1 * 3 + 2], 0)
  assert.ok(P.values[0 * 3 + 2]! > 0)
})

test('folds that test a row twice or never cannot predict every row', () => {
  const folds = { split: () => [split([0, 1, 2, 3], [4]), split([0, 1, 2, 3], [4])] }
  assert.throws(() => crossValPredict(new MultinomialNB(), X, y, { cv: folds }), {
    code: 'INVALID_INPUT',
    message: 'crossValPredict: row 0 is tested 0 times; the folds of cv have to test every row exactly once.',
  })
})

test('a grid search scores, ranks and chooses as scikit-learn does, and of equals takes the first', () => {
  const grid = { alpha: [0.01, 1, 1, 20], fitPrior: [true, false] }
  const search = new GridSearch((options) => new MultinomialNB(options), grid, { cv, scoring: 'negLogLoss' })
  const model = search.fit(X, y)
  const column = (name: 'meanScore' | 'stdScore' | 'rank') => model.results.map((result) => result[name])
  assertClose(column('meanScore'), reference.search.mean, 1e-9)
  assertClose(column('stdScore'), reference.search.std, 1e-9)
  assert.deepEqual(column('rank'), reference.search.rank)
  assert.equal(model.bestIndex, reference.search.best)
  assert.deepEqual(model.bestOptions, { alpha: 1, fitPrior: true })
  assert.equal(model.results.indexOf(model.results[model.bestIndex]!), 2)
})

test('what a grid search finds is fitted on all rows and stored as itself, without the search', () => {
  const search = new GridSearch((options) => new MultinomialNB(options), { alpha: [0.5, 2] }, { seed: 7 })
  const found = search.fit(X, y)
  const plain = new MultinomialNB(found.bestOptions).fit(X, y)
  assert.deepEqual(found.toParts(), plain.toParts())
  assert.deepEqual(found.predictProba(X), plain.predictProba(X))
  assert.deepEqual(found.predict(X), MultinomialNBModel.fromParts(found.toParts()).predict(X))
  assert.deepEqual(found.decisionFunction?.(X), plain.decisionFunction(X))
})

test('a search run twice gives the same numbers, and several grids are tried one after the other', () => {
  const grids = [
    { alpha: [1, 2], fitPrior: [true] },
    { alpha: [3], fitPrior: [false] },
  ]
  const search = new GridSearch((options) => new MultinomialNB(options), grids, { seed: 1, scoring: 'f1Macro' })
  assert.deepEqual(search.search(X, y), search.search(X, y))
  assert.deepEqual(search.candidates, [
    { alpha: 1, fitPrior: true },
    { alpha: 2, fitPrior: true },
    { alpha: 3, fitPrior: false },
  ])
})

test('a grid without candidates, and labels that do not fit the rows, are errors', () => {
  assert.throws(() => new GridSearch((options) => new MultinomialNB(options), { alpha: [] }), {
    code: 'INVALID_OPTION',
    message: 'GridSearch: the grid is empty; give every option a value at least.',
  })
  assert.throws(() => crossValidate(new MultinomialNB(), X, ['a'], { sampleWeight: [1, 2] }), {
    code: 'INVALID_INPUT',
    message: 'cross-validation: y has 1 entries for the 60 rows of X; sampleWeight has 2 entries for 60 rows.',
  })
})

test('whatever divides, searches or scores refuses unknown options, all at once and with the nearest name', () => {
  const wrong = { Cv: 3, seed: -1, onprogress: () => {} } as object
  const said = (who: string) =>
    `${who}: seed: expected a whole number of 0 or more, got -1; Cv: there is no such option; did you mean cv?; onprogress: there is no such option; did you mean onProgress?`
  const model = new MultinomialNB()
  const refused: readonly [string, () => unknown][] = [
    ['crossValidate', () => crossValidate(model, X, y, wrong)],
    ['crossValScore', () => crossValScore(model, X, y, wrong)],
    ['crossValPredict', () => crossValPredict(model, X, y, wrong)],
  ]
  for (const [who, call] of refused) assert.throws(call, { code: 'INVALID_OPTION', message: said(who) })
  assert.throws(() => new KFold({ nsplits: 3, shuffle: 1 } as object), {
    message: 'KFold: shuffle: expected true or false, got 1; nsplits: there is no such option; did you mean nSplits?',
  })
  assert.throws(() => new GridSearch(() => model, { alpha: [1], fitPrior: 2 as never }, { njobs: 2 } as object), {
    code: 'INVALID_OPTION',
    message:
      'GridSearch: grid.fitPrior: expected a list of values, got 2; njobs: there is no such option; did you mean nJobs?',
  })
})

test('a grid search refuses what its estimators refuse when it is made, each problem once', () => {
  const grid = { alpah: [1, 2], alpha: [-1] } as object
  assert.throws(() => new GridSearch((options: object) => new MultinomialNB(options), grid), {
    code: 'INVALID_OPTION',
    message:
      'GridSearch: MultinomialNB: alpha: expected a number of 0 or more, got -1; alpah: there is no such option; did you mean alpha?',
  })
})

test('fit refuses unknown options, and plain arrays in place of a matrix with what to pass', () => {
  const weights = { sampleWeights: [1] } as object
  assert.throws(() => new MultinomialNB().fit(X, y, weights), {
    code: 'INVALID_OPTION',
    message: 'MultinomialNB.fit: sampleWeights: there is no such option; did you mean sampleWeight?',
  })
  const fitted = new MultinomialNB().fit(X, y)
  const refused: readonly [unknown, string][] = [
    [[[1, 2]], 'expected a matrix, got plain arrays; pass denseMatrix(rows)'],
    [['a text'], 'expected a matrix, got texts; turn them into one with a vectorizer, such as new TfidfVectorizer()'],
    [new Float64Array(2), 'expected a matrix, such as denseMatrix(rows), got a Float64Array'],
    [undefined, 'expected a matrix, such as denseMatrix(rows), got nothing'],
  ]
  for (const [given, said] of refused) {
    assert.throws(() => new MultinomialNB().fit(given as never, ['a', 'b']), {
      code: 'INVALID_INPUT',
      message: `MultinomialNB: X: ${said}.`,
    })
    assert.throws(() => fitted.predict(given as never), { message: `MultinomialNB: X: ${said}.` })
  }
})

function split(train: number[], test: number[]) {
  return { train: Int32Array.from(train), test: Int32Array.from(test) }
}
