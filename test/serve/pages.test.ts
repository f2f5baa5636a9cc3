import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alice, bob, fullStore, liveModels, smallApp } from './world.ts'

const store = fullStore()
store.documents.set(
  'README.md',
  '---\ntags: [a]\n---\n# A card\n\n![roc](roc.svg)\n\n| a | b |\n|---|---|\n| <script>alert(1)</script> | 2 |\n',
)
store.documents.set('roc.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
store.documents.set('model.json', '{}')
const app = await smallApp({ models: await liveModels(store) })
const asked = (url: string, authorization = alice) => app.inject({ url, headers: { authorization } })

test('the model card is a page with its pictures beside it, and HTML in it is shown and not obeyed', async () => {
  const card = await asked('/models/v1/card')
  assert.equal(card.statusCode, 200)
  assert.equal(card.headers['content-type'], 'text/html; charset=utf-8')
  assert.match(card.body, /<base href="card\/">/)
  assert.match(card.body, /<h1>A card<\/h1>/)
  assert.match(card.body, /<img src="roc.svg" alt="roc">/)
  assert.match(card.body, /&lt;script&gt;/)
  assert.ok(!card.body.includes('<script'))
  assert.ok(!card.body.includes('tags:'))
  const picture = await asked('/models/v1/card/roc.svg')
  assert.equal(picture.headers['content-type'], 'image/svg+xml')
  assert.match(String(picture.headers['content-security-policy']), /^default-src 'none'/)
})

test('nothing but pictures is served beside a card', async () => {
  for (const name of ['model.json', 'README.md', '..%2f..%2fsecret.svg', 'other.png']) {
    assert.equal((await asked(`/models/v1/card/${name}`)).statusCode, 404, name)
  }
})

test('the pages ask no other host for anything, and their links work behind a path prefix', async () => {
  for (const url of ['/', '/docs', '/models/v1/card']) {
    const answer = await asked(url)
    assert.equal(answer.statusCode, 200, url)
    const links = [...answer.body.matchAll(/(?:href|src)="([^"]*)"/g)].map((match) => match[1]!)
    assert.ok(links.length > 0)
    for (const link of links) assert.match(link, /^(?![a-z]+:\/\/|\/)|^data:/, `${url} links to ${link}`)
    assert.match(String(answer.headers['content-security-policy']), /^default-src 'none'/)
  }
})

test('the documentation page finds its files, compressed where the browser can, and not again where it has them', async () => {
  for (const file of ['start.js', 'swagger-ui.css', 'swagger-ui-bundle.js']) {
    const plain = await app.inject(`/docs/${file}`)
    assert.equal(plain.statusCode, 200, file)
    const zipped = await app.inject({ url: `/docs/${file}`, headers: { 'accept-encoding': 'gzip, br' } })
    assert.equal(zipped.headers['content-encoding'], 'gzip')
    const again = await app.inject({ url: `/docs/${file}`, headers: { 'if-none-match': String(plain.headers.etag) } })
    assert.equal(again.statusCode, 304)
    assert.equal(again.body, '')
  }
  assert.equal((await app.inject('/docs/index.html')).statusCode, 404)
  const deeper = await app.inject('/docs/')
  assert.equal(deeper.statusCode, 308)
  assert.equal(deeper.headers.location, '../docs')
})

test('the list of models tells names, kinds, versions, dates, labels and scores', async () => {
  const { models } = (await asked('/models')).json()
  assert.deepEqual(
    models.map((model: { name: string }) => model.name),
    ['v1', 'v2', 'open'],
  )
  assert.deepEqual(models[0], (await asked('/models/v1')).json())
  assert.deepEqual(models[0], {
    name: 'v1',
    kind: 'text-classifier',
    version: 'first',
    model_date: '2026-11-22T10:15:00Z',
    labels: ['negative', 'positive'],
    input: { type: 'string', maxLength: 50_000 },
    data: { name: 'reviews.csv', rows: 12, sha256: 'ab'.repeat(32), synthetic: false },
    scores: {
      rows: 10,
      labels: ['negative', 'positive'],
      accuracy: 0.9,
      confusion_matrix: [
        [4, 1],
        [0, 5],
      ],
    },
    plots: [],
  })
  const missing = await app.inject('/models/v3')
  assert.equal(missing.statusCode, 404)
  assert.equal(missing.json().detail, 'There is no model "v3"; there is "v1", "v2", "open".')
})

test('scores, plots and the card of a model are for who may ask it: the permission of its name, else any user', async () => {
  const files = { 'roc.svg': { sha256: '', size: 1 } } as never
  const plotted = fullStore()
    .put('v1', 'first', { files })
    .put('v2', 'first', { files })
    .put('open', 'first', { files })
  plotted.documents.set('README.md', '# A card').set('roc.svg', '<svg/>')
  const own = await smallApp({ models: await liveModels(plotted) })
  const seen = async (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization }
    const { models } = (await own.inject({ url: '/models', headers })).json()
    const open = models.filter(
      ({ scores, plots }: { scores: object; plots: [] }) => 'accuracy' in scores && plots.length,
    )
    const cards = ['v1', 'v2', 'open'].map(async (model) => {
      const one = (await own.inject({ url: `/models/${model}`, headers })).json()
      assert.deepEqual(
        one,
        models.find(({ name }: { name: string }) => name === model),
      )
      const { statusCode } = await own.inject({ url: `/models/${model}/card`, headers })
      assert.equal((await own.inject({ url: `/models/${model}/card/roc.svg`, headers })).statusCode, statusCode)
      return statusCode
    })
    return [open.map(({ name }: { name: string }) => name), await Promise.all(cards)]
  }
  assert.deepEqual(await seen(), [[], [401, 401, 401]])
  assert.deepEqual(await seen(bob), [
    ['v1', 'open'],
    [200, 403, 200],
  ])
  assert.deepEqual(await seen(alice), [
    ['v1', 'v2', 'open'],
    [200, 200, 200],
  ])
  const wrong = await own.inject({ url: '/models', headers: { authorization: bob.replace(/.{4}$/, 'AAAA') } })
  assert.equal(wrong.statusCode, 401, 'a wrong password is told, not ignored')
})
