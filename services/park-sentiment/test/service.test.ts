import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { testService } from 'slipway/testing'
import { content, sentences } from '../checks/content.ts'
import { alice, bob, clementine } from '../checks/users.ts'

const park = await testService(fileURLToPath(new URL('..', import.meta.url)))
after(() => park.close())

const score = async (version: string, sentence: string, user: typeof alice | typeof bob = alice) =>
  (await park.ask({ path: `/${version}/sentiment`, query: { sentence }, user })).body as {
    readonly score: number
    readonly sentiment: string
  }

test('the status needs no user and is 1', async () => {
  const { status, body } = await park.ask({ path: '/status' })
  assert.deepEqual({ status, body }, { status: 200, body: 1 })
})

test('permissions are those of the caller; an unknown user is answered with 401', async () => {
  const { body } = await park.ask({ path: '/permissions', user: alice })
  assert.deepEqual(body, { username: 'alice', permissions: ['v1', 'v2'] })
  assert.equal((await park.ask({ path: '/permissions', user: clementine })).status, 401)
})

test('alice may ask both models, bob only the first', async () => {
  const asked = (path: string, user: typeof alice | typeof bob) => park.ask({ path, query: { sentence: 'ok' }, user })
  assert.equal((await asked('/v1/sentiment', bob)).status, 200)
  assert.equal((await asked('/v2/sentiment', alice)).status, 200)
  assert.equal((await asked('/v2/sentiment', bob)).status, 403)
})

test('both models tell praise from blame, and say so by the sign of the score', async () => {
  const [praise, blame] = sentences as [string, string]
  assert.equal(content.length, 4)
  for (const version of ['v1', 'v2']) {
    const good = await score(version, praise)
    assert.deepEqual(Object.keys(good), ['version', 'sentence', 'score', 'sentiment'])
    assert.ok(good.score > 0 && good.score <= 1 && good.sentiment === 'positive', JSON.stringify(good))
    const bad = await score(version, blame)
    assert.ok(bad.score < 0 && bad.score >= -1 && bad.sentiment === 'negative', JSON.stringify(bad))
  }
  assert.equal((await score('v2', 'A table.')).sentiment, 'neutral')
})

test("the score of v1 is twice the probability of positive less one, v2's is the compound", async () => {
  const text = sentences[0] as string
  const predicted = async (model: string) =>
    (
      (await park.ask({ path: `/models/${model}/predict`, body: { inputs: [text] }, user: alice })).body as {
        readonly predictions: readonly [
          { readonly probabilities: { readonly positive: number }; readonly compound: number },
        ]
      }
    ).predictions[0]
  assert.equal((await score('v1', text)).score, 2 * (await predicted('v1')).probabilities.positive - 1)
  assert.equal((await score('v2', text)).score, (await predicted('v2')).compound)
})

test('the test of a model tells its scores on held-out rows, where they come from and when it was trained', async () => {
  for (const version of ['v1', 'v2']) {
    const { body } = await park.ask({ path: `/${version}/test`, user: alice })
    const tested = body as Record<string, unknown>
    for (const name of ['accuracy', 'roc_auc', 'macro_f1', 'log_loss']) {
      assert.ok((tested[name] as number) > 0.3 && (tested[name] as number) < 1, `${version} ${name} ${tested[name]}`)
    }
    assert.equal(
      (tested.confusion_matrix as number[][]).flat().reduce((sum, n) => sum + n),
      tested.rows,
    )
    assert.match(String(tested.model_date), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    assert.match((tested.data as { name: string }).name, /npm sentiment 5\.0\.2/)
  }
})

test('a sentence that is missing, empty, too long or there twice is answered with 400 and why', async () => {
  const refused = async (query: string) => {
    const { status, body } = await park.ask({ path: `/v1/sentiment${query}`, user: alice })
    return { status, error: (body as { readonly error: string }).error }
  }
  assert.deepEqual(await refused(''), { status: 400, error: '/query/sentence: is missing.' })
  assert.deepEqual(await refused('?sentence='), { status: 400, error: '/query/sentence: is empty.' })
  assert.match((await refused(`?sentence=${'x'.repeat(50_001)}`)).error, /50,?000/)
  assert.match((await refused('?sentence=a&sentence=b')).error, /sentence/)
  assert.equal((await refused('?sentence=a&sentence=b')).status, 400)
})
