import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { csv, HistGradientBoostingClassifier, LogisticRegression, tabularClassifier } from 'slipway'
import { checkGolden, type Definitions, loadPredictor, type Prediction, trainModels } from 'slipway/model'
import { temporaryFolder } from '../support/tiny-service.ts'

const columns = { name: 'text', sibsp: 'integer', parch: 'integer', fare: 'number?', survived: 'text' } as const

/** Families of one or two survive, and whoever is called Mrs. */
function passengers(): string {
  const lines = Array.from({ length: 240 }, (_, i) => {
    const [sibsp, parch] = [i % 4, i % 3]
    const title = i % 5 === 0 ? 'Mrs' : 'Mr'
    const survived = title === 'Mrs' || sibsp + parch <= 1
    return `"Family ${i}, ${title}. Somebody",${sibsp},${parch},${i % 7 === 0 ? '' : i % 60},${survived ? 'yes' : 'no'}`
  })
  return ['name,sibsp,parch,fare,survived', ...lines, ''].join('\n')
}

const source = csv('passengers.csv', { columns })
const titanic = tabularClassifier({
  data: source,
  features: ['fare'],
  inputs: ['name', 'sibsp', 'parch'],
  derive: {
    familySize: (row) => row.sibsp + row.parch + 1,
    title: (row) => /, (\w+)\./.exec(row.name)?.[1],
    farePerHead: (row) => (row.fare === null ? null : row.fare / (row.sibsp + row.parch + 1)),
    isAlone: (row) => row.sibsp + row.parch === 0,
  },
  label: (row) => row.survived,
  pipeline: [new HistGradientBoostingClassifier({ maxIter: 40, minSamplesLeaf: 3 })],
})
const example = { fare: 30, name: 'Allen, Mrs. William', sibsp: 3, parch: 2 }

async function train(t: TestContext, definition: unknown = titanic) {
  const folder = temporaryFolder(t, { 'passengers.csv': passengers() })
  const context = { service: 's', folder, library: 'slipway test', examples: { m: [example] }, now: () => new Date() }
  const [{ draft }] = await Array.fromAsync(trainModels({ m: definition } as Definitions, context as never))
  return draft
}

test('derived columns are learned from, and worked out from the row that is asked', async (t) => {
  const draft = await train(t)
  const { manifest } = draft
  assert.deepEqual((manifest.input as { required: unknown }).required, ['fare', 'name', 'sibsp', 'parch'])
  assert.deepEqual(manifest.golden[0]?.derived, { familySize: 6, title: 'Mrs', farePerHead: 5, isAlone: false })
  const predictor = loadPredictor(draft as never, titanic)
  const label = (row: object) => (predictor.predict({ ...example, ...row }) as Prediction).label
  assert.equal(label({}), 'yes')
  assert.equal(label({ name: 'Allen, Mr. William' }), 'no')
  assert.equal(label({ name: 'Allen, Mr. William', sibsp: 0, parch: 1 }), 'yes')
  assert.deepEqual(predictor.checkInput(example, ''), [])
  assert.deepEqual(predictor.checkInput({ ...example, familySize: 6 }, '')[0]?.path, '/familySize')
  const names = predictor.explain(example).explanation.map(({ feature }) => feature)
  assert.ok(names.includes('title') && names.includes('familySize') && !names.includes('name'), String(names))
  assert.match(String(draft.documents['README.md']), /familySize \(number, derived\)/)
})

test('a version is checked by its golden rows with the code of the service and without it', async (t) => {
  const draft = (await train(t)) as never
  checkGolden(loadPredictor(draft), (draft as { manifest: never }).manifest)
  const other = { derive: { ...titanic.derive, title: () => 'Mr', familySize: () => 6 } } as never
  assert.throws(() => checkGolden(loadPredictor(draft, other), (draft as { manifest: never }).manifest), {
    code: 'GOLDEN_MISMATCH',
  })
  const { title: _title, ...less } = titanic.derive as object as { title: unknown }
  assert.throws(() => loadPredictor(draft, { derive: less } as never), {
    code: 'ARTIFACT_CORRUPT',
    message: 'm: its version learned from title, which the service does not derive; train again.',
  })
})

test('a changed function means a changed model', () => {
  const other = tabularClassifier({
    ...{ data: source, features: ['fare'] as const, label: (row: { survived: string }) => row.survived },
    derive: { twice: (row) => (row.fare ?? 0) * 2 },
    pipeline: [new LogisticRegression()],
  })
  assert.deepEqual((other.options as { derive: unknown }).derive, [['twice', '(row) => (row.fare ?? 0) * 2']])
})

test('what is wrong with derived columns is said where they are declared, and in training', async (t) => {
  const wrong = (more: object) => () =>
    tabularClassifier({ ...titanic.source, features: ['fare'], inputs: [], derive: undefined, ...more } as never)
  assert.throws(wrong({ derive: { fare: () => 1 } }), /\/derive\/fare: the source has a column of that name/)
  assert.throws(wrong({ derive: { twice: 2 } }), /\/derive: expected a function of a row for each derived column/)
  assert.throws(wrong({ inputs: ['deck'] }), /\/inputs\/deck: the source has no such column/)
  const derived = (of: unknown) =>
    tabularClassifier({ ...titanic.source, features: ['fare'], inputs: ['sibsp'], derive: { x: of } } as never)
  for (const [of, told] of [
    [() => ({}), /derive\.x: expected a number, a text, true, false or null, got an object/],
    [() => null, /derive\.x: expected values of one kind, got no value in any row/],
    [({ sibsp }: { sibsp: number }) => (sibsp > 1 ? 'many' : 1), /derive\.x: .* got both a number and a string/],
  ] as const)
    await assert.rejects(train(t, derived(of)), { code: 'INVALID_DATA', message: told })
})
