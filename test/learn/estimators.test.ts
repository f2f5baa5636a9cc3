import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import * as slipway from 'slipway'
import * as learn from 'slipway/learn'
import {
  CalibratedClassifier,
  ColumnTransformer,
  denseMatrix,
  FeatureUnion,
  LinearSVC,
  LogisticRegression,
  Pipeline,
  TfidfVectorizer,
} from 'slipway/learn'
import type { Descriptor } from '../../src/learn/estimator/descriptor.ts'
import type { Option } from '../../src/learn/estimator/option.ts'
import * as estimators from '../../src/learn/estimators.ts'
import * as steps from '../../src/learn/steps.ts'
import { root } from '../support/imports.ts'

type Class = (new (...parameters: unknown[]) => object) & { readonly descriptor: Descriptor }
const classes = Object.entries(estimators as object as { readonly [name: string]: Class })
const refused = (make: () => unknown, message: string) => assert.throws(make, { code: 'INVALID_OPTION', message })

test('what a service file imports is the estimator itself: one class in slipway and in slipway/learn, which fits', () => {
  const [declared, fitting] = [
    new Map<string, unknown>(Object.entries(slipway)),
    new Map<string, unknown>(Object.entries(learn)),
  ]
  for (const [name, Class] of Object.entries(steps)) {
    assert.deepEqual([declared.get(name) === Class, fitting.get(name) === Class], [true, true], name)
  }
  const model = new slipway.LogisticRegression().fit(denseMatrix([[1], [2]]), ['a', 'b'])
  assert.deepEqual(model.classes, ['a', 'b'])
})

test('a class is named as its descriptor is, and its folder holds its fit and its model', () => {
  for (const [name, { descriptor }] of classes) {
    assert.equal(descriptor.name, name)
    for (const file of ['fit.ts', 'model.ts']) readFileSync(new URL(file, descriptor.home))
  }
})

test('an option that there is not is refused with the nearest name, by every estimator that takes options', () => {
  for (const [name, Class] of classes) {
    const known = Object.keys(Class.descriptor.options)
    if (known.length === 0) continue
    const inner = name === 'CalibratedClassifier' ? [new LinearSVC()] : []
    for (const option of known) {
      const misspelt = `${option}s`
      refused(
        () => new Class(...inner, { [misspelt]: 1 }),
        `${name}: ${misspelt}: there is no such option; did you mean ${option}?`,
      )
    }
    refused(
      () => new Class(...inner, { nothingLikeIt: undefined }),
      `${name}: nothingLikeIt: there is no such option; there are ${known.join(', ')}.`,
    )
  }
})

test('an option refuses what is of another type, and every default is a value that it takes', () => {
  for (const [name, { descriptor }] of classes) {
    for (const [option, { problems, expected, default: value }] of Object.entries<Option<unknown, unknown>>(
      descriptor.options,
    )) {
      for (const odd of [null, Symbol.iterator, () => 1, { odd: true }, [[]], '', -1.5]) {
        const takesWeights = option === 'classWeight' && typeof odd === 'object' && odd !== null
        const isNumber =
          typeof odd === 'number' &&
          (expected === 'a finite number' || ['unknownValue', 'encodedMissingValue', 'fillValue'].includes(option))
        const isPattern = odd === '' && option === 'tokenPattern'
        if (takesWeights || isNumber || isPattern) continue
        assert.ok(problems(odd, option).length > 0, `${name}.${option} takes ${String(odd)}`)
      }
      if (value !== undefined) assert.deepEqual(problems(value, option), [], `${name}.${option}`)
    }
  }
})

test('steps inside steps are checked as those outside: a union, a calibrated classifier, texts in a table, a pipeline', () => {
  refused(
    () => new FeatureUnion([new TfidfVectorizer({ lowercase: true, ...{ minDF: 3, sublinearTF: true } })]),
    'TfidfVectorizer: minDF: there is no such option; did you mean minDf?; sublinearTF: there is no such option; did you mean sublinearTf?',
  )
  refused(
    () => new ColumnTransformer({ text: { minDf: -1, ...{ stems: 'english' } } }),
    'ColumnTransformer: text.minDf: expected a fraction from 0 to 1 or a whole number of texts, got -1; text.stems: there is no such option; did you mean stem?',
  )
  refused(
    () => new CalibratedClassifier('LinearSVC' as never, { method: 'platt' as never }),
    'CalibratedClassifier: method: expected "sigmoid" or "isotonic", got "platt"; estimator: expected a classifier, such as new LinearSVC(), got "LinearSVC".',
  )
  refused(
    () => new CalibratedClassifier({ options: {} } as never),
    'CalibratedClassifier: estimator: expected a classifier, such as new LinearSVC(), got {"options":{}}.',
  )
  refused(
    () => new FeatureUnion([{} as never]),
    'FeatureUnion: [0]: expected a vectorizer, such as new TfidfVectorizer(), got {}.',
  )
  refused(() => new Pipeline([{}, new LogisticRegression()] as never), 'Pipeline: [0]: expected a transformer, got {}.')
})

test('options that are no object are refused', () => {
  refused(
    () => new LogisticRegression(4 as never),
    'LogisticRegression: expected an object with options by name, got 4.',
  )
  refused(
    () => new LogisticRegression(null as never),
    'LogisticRegression: expected an object with options by name, got null.',
  )
})

test('an estimator is one line of a list, and a folder: nothing else in src knows it by name', () => {
  const lists = ['steps.ts', 'estimators.ts']
    .map((file) => readFileSync(join(root, 'src/learn', file), 'utf8'))
    .join('')
  for (const [, { descriptor }] of classes) {
    const folder = dirname(descriptor.home).split('/src/learn/')[1]
    assert.equal(lists.split(`'./${folder}/estimator.ts'`).length, 2, folder)
  }
})
