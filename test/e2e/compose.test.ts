import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { docker, noDocker } from '../support/docker.ts'
import { root } from '../support/imports.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const skip = noDocker

/** A checkout with one service, whose files can be made wrong. */
function checkout(t: TestContext, service: string): { readonly folder: string; readonly edit: Edit } {
  const home = temporaryFolder(t)
  for (const name of ['package.json', 'package-lock.json', '.dockerignore']) cpSync(join(root, name), join(home, name))
  cpSync(join(root, 'src'), join(home, 'src'), { recursive: true })
  mkdirSync(join(home, 'services'))
  const folder = join(home, 'services', service)
  const isSource = (path: string) => !/\/(\.slipway|node_modules|build|results\.txt)$|\.log$/.test(path)
  cpSync(join(root, 'services', service), folder, { recursive: true, filter: isSource })
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'))
  const edit: Edit = (file, change) => {
    const path = join(folder, file)
    const before = readFileSync(path, 'utf8')
    assert.notEqual(change(before), before, `${file} is written otherwise now`)
    writeFileSync(path, change(before))
    return () => writeFileSync(path, before)
  }
  return { folder, edit }
}

type Edit = (file: string, change: (text: string) => string) => () => void

/** What becomes of each suite in containers. */
async function check(folder: string, store: string): Promise<{ readonly [suite: string]: boolean }> {
  const env = { LOG: '1', DOCKER_BUILDKIT: '0' }
  const { code, stdout, stderr } = await slipway(['check', folder, '--containers', '--store', store, '--json'], { env })
  assert.notEqual(stdout, '', stderr)
  const { suites } = JSON.parse(stdout) as { suites: { suite: string; ok: boolean }[] }
  assert.equal(code, suites.every(({ ok }) => ok) ? 0 : 1)
  return Object.fromEntries(suites.map(({ suite, ok }) => [suite, ok]))
}

test('park-sentiment in containers is green, with its log; each fault turns its own suite red', { skip }, async (t) => {
  const { folder, edit } = checkout(t, 'park-sentiment')
  const store = join(temporaryFolder(t), 'store')
  const green = { authentication: true, authorization: true, content: true }
  assert.deepEqual(await check(folder, store), green)
  const log = readFileSync(join(folder, 'api_test.log'), 'utf8')
  assert.deepEqual([log.match(/^SUCCESS$/gm)?.length, log.match(/^FAILURE$/gm)], [11, null])
  assert.doesNotMatch(log, /wonderland|builder|mandarine/)

  await letIn(folder, 'clementine', 'mandarine', '--permissions', 'v1')
  assert.deepEqual(await check(folder, store), { ...green, authentication: false }, 'a password')
  await letOut(folder, 'clementine')

  const images = await checkImages()
  const undo = edit('service.ts', (text) => text.replace(/('\/v2\/sentiment',\s*\{ allow: )'v2'/, "$1'user'"))
  assert.deepEqual(await check(folder, store), { ...green, authorization: false }, 'a permission')
  undo()
  edit('service.ts', (text) => text.replace(/2 \* (models\.v1\.predict\([^)]*\)[\w.]*) - 1/, '1 - 2 * $1'))
  assert.deepEqual(await check(folder, store), { ...green, content: false }, 'a sign')
  assert.deepEqual(await checkImages(), images, 'a change to the service makes no suite new')
})

async function letIn(cwd: string, user: string, password: string, ...more: readonly string[]): Promise<void> {
  const added = await slipway(['users', 'credentials.csv', 'add', user, ...more], { cwd, stdin: `${password}\n` })
  assert.equal(added.code, 0, added.stderr)
}

async function letOut(cwd: string, user: string): Promise<void> {
  const removed = await slipway(['users', 'credentials.csv', 'remove', user], { cwd })
  assert.equal(removed.code, 0, removed.stderr)
}

async function checkImages(): Promise<string> {
  const names = ['authentication', 'authorization', 'content'].map((suite) => `park-sentiment-check-${suite}`)
  return await docker(['image', 'inspect', '--format', '{{.Id}}', ...names])
}

test('review-stars in containers is green, with its logs; each fault turns its own suite red', { skip }, async (t) => {
  const { folder, edit } = checkout(t, 'review-stars')
  const store = join(temporaryFolder(t), 'store')
  const green = { authentication: true, performance: true, rating: true }
  assert.deepEqual(await check(folder, store), green)
  const log = readFileSync(join(folder, 'api_test.log'), 'utf8')
  assert.deepEqual([log.match(/^SUCCESS$/gm)?.length, log.match(/^FAILURE$/gm)], [15, null])
  assert.doesNotMatch(log, /builder|mandarine/)
  assert.equal(readFileSync(join(folder, 'results.txt'), 'utf8'), log)

  await letIn(folder, 'clementine', 'mandarine')
  assert.deepEqual(await check(folder, store), { ...green, authentication: false }, 'a password')
  await letOut(folder, 'clementine')
  const undo = edit('answers.ts', (text) =>
    text.replace('accuracy: scores.accuracy,\n    majority', 'accuracy: 2,\n    majority'),
  )
  assert.deepEqual(await check(folder, store), { ...green, performance: false }, 'a share that is none')
  undo()
  edit('answers.ts', (text) => text.replace('rating: Number(label)', 'rating: 6 - Number(label)'))
  assert.deepEqual(await check(folder, store), { ...green, rating: false }, 'stars upside down')
})
