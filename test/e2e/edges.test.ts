import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type TestService, testService } from 'slipway/testing'
import { slipway } from '../support/cli.ts'
import { smallService } from '../support/small-service.ts'

/** A table of columns at the edge, and every classifier that can learn from one. */
const serviceFile = `import * as s from 'slipway'

const columns = Object.fromEntries([
  ['constant', 'number'], ['empty', 'number?'], ['nothing', 'category?'], ['huge', 'number'], ['tiny', 'number'],
  ['__proto__', 'number?'], ['constructor', 'category?'], ['note', 'text'], ['label', 'text'],
])
const learned = (...pipeline) =>
  s.tabularClassifier({
    data: s.csv('table.csv', { columns }),
    features: Object.keys(columns).filter((name) => name !== 'label'),
    label: (row) => row.label,
    pipeline,
  })

export default s.defineService({
  name: 'edges',
  port: 5999,
  models: {
    bernoulli: learned(new s.BernoulliNB()),
    boosting: learned(new s.HistGradientBoostingClassifier({ maxIter: 5, minSamplesLeaf: 2 })),
    calibrated: learned(new s.CalibratedClassifier(new s.LinearSVC(), { cv: 3 })),
    complement: learned(new s.ComplementNB()),
    forest: learned(new s.RandomForestClassifier({ nEstimators: 5 })),
    gaussian: learned(new s.GaussianNB()),
    logistic: learned(new s.LogisticRegression()),
    multinomial: learned(new s.MultinomialNB()),
    neighbors: learned(new s.KNeighborsClassifier({ nNeighbors: 3 })),
    'neighbors-by-angle': learned(new s.KNeighborsClassifier({ nNeighbors: 3, metric: 'cosine', weights: 'distance' })),
    tree: learned(new s.DecisionTreeClassifier()),
    unscaled: learned(new s.ColumnTransformer({ missing: 'mean' }), new s.LogisticRegression()),
  },
})
`

const labels = ['10', '9', '__proto__']
const lines = Array.from({ length: 60 }, (_, i) => {
  const huge = ['1e308', '-1e308', '0', '-0', '1.7e308'][i % 5]
  return `7,,,${huge},${['5e-324', '-0', '1e-320'][i % 3]},${i % 4 || ''},${['a', 'b', ''][i % 3]},${'xyz'[i % 3]}yz word,${labels[i % 3]}`
})
const table = ['constant,empty,nothing,huge,tiny,__proto__,constructor,note,label', ...lines, ''].join('\n')

const rows = [
  '{"constant":7,"empty":null,"nothing":null,"huge":-0,"tiny":5e-324,"__proto__":1,"constructor":"a","note":"xyz word"}',
  '{"constant":-0.0,"empty":1.7e308,"nothing":"new","huge":1.7e308,"tiny":-1.7e308,"__proto__":-1.7e308,"constructor":"__proto__","note":""}',
  '{"constant":1e308,"empty":-1e308,"nothing":"","huge":-1.7e308,"tiny":1e300,"__proto__":null,"constructor":null,"note":"\\u0000 🎉"}',
]

let service: TestService
before(async (t) => {
  service = await testService(smallService(t as never, { 'service.ts': serviceFile, 'table.csv': table }))
})
after(() => service?.close())

interface Answer {
  readonly predictions: readonly {
    readonly label: string
    readonly probabilities: { readonly [label: string]: number }
    readonly bias: number
    readonly explanation: readonly { readonly feature: string; readonly contribution: number }[]
  }[]
}

test('from a table of numbers at the edge to an answered request, every learner gives labels, shares that sum to 1 and reasons that are numbers', async () => {
  for (const model of Object.keys(service.service.models)) {
    for (const row of rows) {
      const body = JSON.parse(`{"inputs":[${row}],"explain":true}`)
      const { status, body: answer } = await service.ask({ path: `/models/${model}/predict`, body })
      const said = `${model} ${row}: ${JSON.stringify(answer)}`
      assert.equal(status, 200, said)
      const [{ label, probabilities, bias, explanation }] = (answer as Answer).predictions
      assert.ok(labels.includes(label), said)
      assert.deepEqual(Object.keys(probabilities).sort(), labels.toSorted(), said)
      const shares = Object.values(probabilities)
      assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9, said)
      assert.equal(probabilities[label], Math.max(...shares), said)
      for (const number of [bias, ...explanation.map(({ contribution }) => contribution)]) {
        assert.ok(Number.isFinite(number), said)
      }
    }
  }
})

test('what a service says about such models, and what it counts, has their labels and columns', async () => {
  for (const [path, said] of [
    ['/models', /"labels":\["10","9","__proto__"\]/],
    ['/models/boosting', /"__proto__"/],
    ['/models/forest/card', /__proto__ \(number\), constructor \(category\)/],
    ['/openapi.json', /"__proto__":\{"type":\["number","null"\]\}/],
    ['/metrics', /ml_predictions_total\{model="logistic",version="[^"]+",label="__proto__"\} [1-9]/],
  ] as const) {
    const { status, body } = await service.ask({ path })
    assert.equal(status, 200, path)
    assert.match(typeof body === 'string' ? body : JSON.stringify(body), said)
  }
})

test('an infinite number in a request is refused with its place', async () => {
  const row = rows[0].replace('"huge":-0', '"huge":1e999')
  const address = await service.listen()
  const answer = await fetch(`${address}/models/logistic/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"inputs":[${row}]}`,
  })
  assert.equal(answer.status, 400)
  const { errors } = (await answer.json()) as { readonly errors: readonly { readonly path: string }[] }
  assert.deepEqual(errors, [{ path: '/inputs/0/huge', message: 'expected a number, got Infinity.' }])
})

for (const [what, data, message] of [
  ['one row', table.split('\n').slice(0, 2), /learning needs rows of at least two labels; table\.csv has 10 \(1 row\)/],
  ['one label', table.split('\n').filter((line) => !/,(9|__proto__)$/.test(line)), /at least two labels/],
  ['no row', table.split('\n').slice(0, 1), /table\.csv has no rows/],
  [
    'an infinity',
    [...table.split('\n').slice(0, 9), '7,,,Infinity,0,1,a,x,9'],
    /row 10, column "huge": expected a finite/,
  ],
] as const) {
  test(`a table with ${what} is refused in a sentence before anything is learned`, async (t) => {
    const folder = smallService(t, { 'service.ts': serviceFile, 'table.csv': `${data.join('\n')}\n` })
    await assert.rejects(testService(folder), { code: 'INVALID_DATA', message })
  })
}

test('init on a table with columns named __proto__ and constructor writes a service that trains, and holds its checks', async (t) => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 5},${'abc'[i % 3]},${i % 7},${i % 5 < 2 ? '10' : '9'}`)
  const cwd = smallService(t, { 'odd.csv': ['__proto__,constructor,size,label', ...rows, ''].join('\n') })
  const made = await slipway(['init', 'odd', '--data', 'odd.csv', '--label', 'label'], { cwd })
  assert.equal(made.code, 0, made.stderr)
  const odd = await testService(join(cwd, 'odd'))
  t.after(() => odd.close())
  const ask = async (row: string) => {
    const { status, body } = await odd.ask({ path: '/predict', body: JSON.parse(row) })
    return { status, label: (body as { readonly label?: string }).label }
  }
  assert.deepEqual(await ask('{"__proto__":1,"constructor":"a","size":2}'), { status: 200, label: '10' })
  assert.deepEqual(await ask('{"__proto__":4,"constructor":"a","size":2}'), { status: 200, label: '9' })
  assert.equal((await ask('{"constructor":"a","size":2}')).status, 400)
  for (const { request } of odd.service.checks.content ?? []) assert.equal((await odd.ask(request)).status, 200)
})
