import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ColumnTransformer,
  csv,
  GaussianNB,
  LinearSVC,
  LogisticRegression,
  TfidfVectorizer,
  tabularClassifier,
  textClassifier,
  vader,
} from 'slipway'
import { CalibratedClassifier, Pipeline } from 'slipway/learn'

/** As plain JavaScript, or a spread, may call: without a word from the compiler. */
type Loose = (options: unknown) => unknown
const declareText = textClassifier as Loose
const declareTable = tabularClassifier as Loose

const data = csv('data.csv', { columns: { note: 'text', price: 'number', stars: 'integer' } })
const label = () => 'a'
const text = { data, text: 'note', label, pipeline: [new TfidfVectorizer(), new LogisticRegression()] }
const table = { data, features: ['price'], label, pipeline: [new GaussianNB()] }

const refused = (call: () => unknown, message: string) => assert.throws(call, { code: 'INVALID_SERVICE', message })

test('a model refuses unknown and wrong options where it is declared, all at once', () => {
  refused(
    () => declareText({ ...text, maxlength: 3, testSize: 2, seed: -1, card: { notfor: [], learningCurve: 1 } }),
    'textClassifier: /testSize: expected a number above 0 and below 1, got 2; ' +
      '/seed: expected a whole number of 0 or more, got -1; ' +
      '/card/learningCurve: expected true or false, got 1; ' +
      '/card/notfor: there is no such option; did you mean notFor?; ' +
      '/maxlength: there is no such option; did you mean maxLength?',
  )
  refused(
    () => declareTable({ ...table, feature: [], refit: 'no', features: ['prices'] }),
    'tabularClassifier: /refit: expected true or false, got "no"; ' +
      '/feature: there is no such option; did you mean features?; ' +
      '/features/prices: the source has no such column; it has note, price, stars.',
  )
  refused(
    () => (vader as Loose)({ teston: 'v1', maxLength: 0 }),
    'vader: /maxLength: expected a whole number of 1 or more, got 0; ' +
      '/teston: there is no such option; did you mean testOn?; ' +
      '/testOn: expected the name of a column, got nothing.',
  )
})

test('what a model cannot do without is named', () => {
  refused(
    () => declareText({}),
    "textClassifier: /data: expected a source, such as csv('data.csv', { columns }), or a list of them, got nothing; " +
      '/text: expected the name of a column, got nothing; /label: expected a function of a row, got nothing; ' +
      '/pipeline: expected a list of estimators, got nothing.',
  )
  refused(() => declareTable(undefined), 'tabularClassifier: expected an object with options by name, got nothing.')
  refused(
    () => declareText({ ...text, data: 'data.csv', text: 'review' }),
    'textClassifier: /data: expected a source, such as csv(\'data.csv\', { columns }), or a list of them, got "data.csv".',
  )
  refused(
    () => declareText({ ...text, text: 'review' }),
    'textClassifier: /text: the source has no such column; it has note, price, stars.',
  )
})

test('a step in the wrong place is refused where the model is declared, each with what belongs there', () => {
  const steps = (pipeline: unknown[]) => () => declareText({ ...text, pipeline })
  refused(
    steps([new LogisticRegression(), new TfidfVectorizer()]),
    'textClassifier: /pipeline/0: expected a vectorizer, such as new TfidfVectorizer(), got a LogisticRegression; ' +
      '/pipeline/1: expected a classifier, such as new LogisticRegression(), got a TfidfVectorizer.',
  )
  refused(
    steps([TfidfVectorizer, new LinearSVC()]),
    'textClassifier: /pipeline/0: expected a vectorizer, such as new TfidfVectorizer(), ' +
      'got the class TfidfVectorizer; write new TfidfVectorizer(); ' +
      '/pipeline/1: expected a classifier, such as new LogisticRegression(), ' +
      'got a LinearSVC, which gives no probabilities; write new CalibratedClassifier(new LinearSVC()).',
  )
  refused(
    steps([new TfidfVectorizer()]),
    'textClassifier: /pipeline: expected a vectorizer, such as new TfidfVectorizer(), ' +
      'then a classifier, such as new LogisticRegression(), got 1 step.',
  )
  refused(
    () => declareTable({ ...table, pipeline: [new GaussianNB(), new ColumnTransformer()] }),
    'tabularClassifier: /pipeline/0: expected a new ColumnTransformer(), got a GaussianNB; ' +
      '/pipeline/1: expected a classifier, such as new LogisticRegression(), got a ColumnTransformer.',
  )
})

test('a Pipeline and a CalibratedClassifier refuse a step of another role when they are made', () => {
  const pipeline = (steps: unknown) => () => new Pipeline(steps as never)
  const invalid = (call: () => unknown, message: string) => assert.throws(call, { code: 'INVALID_OPTION', message })
  invalid(
    pipeline([new LogisticRegression(), 'words', new TfidfVectorizer()]),
    'Pipeline: [0]: expected a transformer, got a LogisticRegression; [1]: expected a transformer, got "words"; ' +
      '[2]: expected a classifier or regressor, got a TfidfVectorizer.',
  )
  invalid(pipeline([]), 'Pipeline: expected transformers and a classifier or regressor as the last step.')
  invalid(pipeline(undefined), 'Pipeline: expected transformers and a classifier or regressor as the last step.')
  invalid(
    () => new CalibratedClassifier(new TfidfVectorizer() as never, { folds: 3 } as object),
    'CalibratedClassifier: folds: there is no such option; there are method, cv, seed, ensemble; ' +
      'estimator: expected a classifier, such as new LinearSVC(), got a TfidfVectorizer.',
  )
})
