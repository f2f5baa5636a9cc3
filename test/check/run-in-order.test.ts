import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { runInOrder } from '../../src/check/run-in-order.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

test('suites that are started together run one after another, and none leaves before all have run', async (t) => {
  const folder = temporaryFolder(t)
  const order = ['first', 'second', 'third']
  const story: string[] = []
  const suite = async (name: string) => {
    await runInOrder(name, order, folder, async () => {
      story.push(`${name} begins`)
      await sleep(30)
      story.push(`${name} ends`)
    })
    story.push(`${name} leaves`)
  }
  await Promise.all(['third', 'first', 'second'].map(suite))
  assert.deepEqual(
    story.slice(0, 6),
    order.flatMap((name) => [`${name} begins`, `${name} ends`]),
  )
  assert.deepEqual(
    story.slice(6).sort(),
    order.map((name) => `${name} leaves`),
  )
})
