import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

async function init(t: TestContext, lines: readonly string[], ...options: string[]) {
  const cwd = temporaryFolder(t, { 'data.csv': [...lines, ''].join('\n') })
  const { code, stderr, stdout } = await slipway(['init', 'made', '--data', 'data.csv', '--json', ...options], { cwd })
  assert.equal(code, 0, stderr)
  const { plan, models } = JSON.parse(stdout)
  return { plan, accuracy: models[0].scores.accuracy, service: readFileSync(join(cwd, 'made/service.ts'), 'utf8') }
}

/** Numbers from 0 to 1 that say nothing. */
function noise(i: number): number {
  const x = Math.sin(i * 12.9898 + 1) * 43758.5453
  return x - Math.floor(x)
}

const words = ['refund', 'broken', 'late', 'thanks', 'great', 'fast']
const message = (i: number) => [1, 2, 3, 4].map((k) => words[Math.floor(6 * noise(i * 5 + k))]).join(' ')

test('a text and the numbers beside it are learned from together', async (t) => {
  const lines = Array.from({ length: 200 }, (_, i) => {
    const [text, income] = [message(i), Math.round(1000 + 4000 * noise(i + 5000))]
    const bad = Number(text.includes('refund')) + Number(text.includes('broken')) + Number(income < 2500)
    return `${text} order ${i},${income},${bad > 1 ? 'yes' : 'no'}`
  })
  const { plan, accuracy, service } = await init(t, ['message,income,churned', ...lines])
  assert.deepEqual(plan.features, ['message', 'income'])
  assert.match(service, /features,[\s\S]*new LogisticRegression\(/)
  const alone = await init(t, ['message,income,churned', ...lines], '--text', 'message')
  assert.match(alone.service, /textClassifier\(/)
  assert.ok(accuracy > alone.accuracy, `${accuracy} ${alone.accuracy}`)
})

test('a name that tells nothing about held-out rows loses its place', async (t) => {
  const names = ['Ada', 'Ben', 'Cleo', 'Dan']
  const lines = Array.from({ length: 200 }, (_, i) => {
    const name = `Mr. ${names[i % 4]} ${['North', 'Hill', 'Lake'][i % 3]} (of ${['York', 'Cork', 'Bath'][(i * 7) % 3]})`
    return `${name},${Math.round(80 * noise(i))},${noise(i) + noise(i + 999) / 4 > 0.6 ? 1 : 0}`
  })
  const { plan } = await init(t, ['name,age,survived', ...lines])
  assert.deepEqual(plan.features, ['age'])
  assert.deepEqual(plan.leftOut, { name: 'it tells nothing about rows that were held out' })
})

test('of texts whose words are not separated, characters are the terms', async (t) => {
  const good = ['服务很好环境舒适', '房间干净早餐丰富', '员工热情下次还来']
  const bad = ['房间很脏非常失望', '服务态度差太吵了', '价格太贵不推荐']
  const lines = Array.from(
    { length: 60 },
    (_, i) => `${i % 2 ? good[i % 3] : bad[i % 3]}${i}号,${i % 2 ? '好评' : '差评'}`,
  )
  const { accuracy, service } = await init(t, ['评论,标签', ...lines])
  assert.match(service, /new TfidfVectorizer\(\{ analyzer: 'char', ngramRange: \[1, 3\]/)
  assert.ok(accuracy > 0.9)
})
