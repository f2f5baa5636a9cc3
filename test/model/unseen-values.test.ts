import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { csv, LogisticRegression, tabularClassifier } from 'slipway'
import { type Definitions, loadPredictor, trainModels } from 'slipway/model'
import { temporaryFolder } from '../support/tiny-service.ts'

const columns = {
  age: 'number?',
  sex: 'category',
  'cabin/deck': 'integer',
  note: 'text',
  paid: 'boolean',
  left: 'text',
}

async function passengers(t: TestContext) {
  const lines = Array.from({ length: 60 }, (_, i) => {
    const sex = i % 2 === 0 ? 'female' : 'male'
    return `${i % 9 === 0 ? '' : 20 + (i % 30)},${sex},${i % 3},word ${i},${i % 2 === 0},${i % 4 === 0 ? 'no' : 'yes'}`
  })
  const text = ['age,sex,cabin/deck,note,paid,left', ...lines, ''].join('\n')
  const folder = temporaryFolder(t, { 'rows.csv': text })
  const m = tabularClassifier({
    data: csv('rows.csv', { columns: columns as Record<keyof typeof columns, 'text?'> }),
    features: { age: 'number', sex: 'category', 'cabin/deck': 'category', note: 'text', paid: 'number' } as never,
    label: (row) => row.left,
    pipeline: [new LogisticRegression()],
  })
  const context = { service: 's', folder, library: 'slipway test', examples: {}, now: () => new Date() }
  const [{ draft }] = await Array.fromAsync(trainModels({ m } as unknown as Definitions, context as never))
  return draft
}

const usual = { age: 30, sex: 'male', 'cabin/deck': 2, note: 'anything at all', paid: false }

test('what training never saw of a row is found: new categories, with the nearest, and numbers out of range', async (t) => {
  const { manifest, parts } = await passengers(t)
  const predictor = loadPredictor({ manifest, parts } as never)
  const find = (row: object) => predictor.findUnseen?.({ ...usual, ...row }, '/0')
  assert.deepEqual(find({}), [])
  assert.deepEqual(find({ age: null }), [])
  assert.deepEqual(find({ sex: 'femal', age: 81.5, 'cabin/deck': 7 }), [
    { path: '/0/age', message: '81.5 is outside of what training saw: 20 to 49.' },
    { path: '/0/sex', message: 'never seen in training: "femal"; did you mean "female"?' },
    { path: '/0/cabin~1deck', message: 'never seen in training: "7"; training saw "0", "1", "2".' },
  ])
  assert.deepEqual(find({ sex: 'unknown' }), [
    { path: '/0/sex', message: 'never seen in training: "unknown"; training saw "female", "male".' },
  ])
})

test('a version from before it was kept, and one with thousands of categories, warn of nothing there', async (t) => {
  const { manifest, parts } = await passengers(t)
  const { seen: _seen, ...old } = manifest
  const predictor = loadPredictor({ manifest: old, parts } as never)
  assert.deepEqual(predictor.findUnseen?.({ ...usual, sex: 'femal' }, ''), [])
})
