import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { testService } from 'slipway/testing'
import { abroad, home } from '../checks/content.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const american = await testService(folder)
const address = await american.listen()
after(() => american.close())

const post = (headers: { readonly [name: string]: string }, body: string) =>
  fetch(`${address}/api/american`, { method: 'POST', headers, body: Buffer.from(body) })

test('a text is answered with 1 or 0, the version of the code and the time of training', async () => {
  const { status, body } = await american.ask({ path: '/api/american', body: { text: home } })
  const { models } = (await american.ask({ path: '/models' })).body as { models: [{ readonly model_date: string }] }
  assert.equal(status, 200)
  assert.deepEqual(body, {
    is_american: 1,
    version: american.service.version,
    model_date: models[0].model_date,
  })
  const other = (await american.ask({ path: '/api/american', body: { text: abroad } })).body
  assert.deepEqual(other, { is_american: 0, version: '0.1.0', model_date: models[0].model_date })
})

test('the body is JSON whatever its content type: absent, that of a form, or text', async () => {
  const body = JSON.stringify({ text: home })
  for (const type of [undefined, 'application/x-www-form-urlencoded', 'text/plain', 'application/json']) {
    const answer = await post(type === undefined ? {} : { 'content-type': type }, body)
    assert.deepEqual([type, answer.status], [type, 200])
    assert.equal(((await answer.json()) as { readonly is_american: number }).is_american, 1)
  }
})

test('what is no question is answered with 400, 405 or 404 and why', async () => {
  const refused = async (body: string) => {
    const answer = await post({ 'content-type': 'application/x-www-form-urlencoded' }, body)
    return [answer.status, ((await answer.json()) as { readonly error: string }).error]
  }
  assert.deepEqual(await refused('{}'), [400, 'The body: "text" is missing.'])
  assert.deepEqual(await refused('{"text":7}'), [400, '/text: expected a text, got 7.'])
  assert.equal((await refused('text=new+york'))[0], 400)
  const got = await american.ask({ path: '/api/american' })
  assert.deepEqual([got.status, got.headers.allow], [405, 'POST, OPTIONS'])
})

for (const tool of ['curl', 'wget']) {
  test(`the ${tool} line of the README works as printed`, async (t) => {
    if (spawnSync(tool, ['--version']).status !== 0) return t.skip(`there is no ${tool}`)
    const line = readFileSync(`${folder}/README.md`, 'utf8')
      .split('\n')
      .find((one) => one.startsWith(`${tool} `))!
    const here = line.replace('localhost:5008', new URL(address).host)
    const { stdout } = await promisify(execFile)('sh', ['-c', here])
    assert.equal(JSON.parse(stdout).is_american, 1)
  })
}
