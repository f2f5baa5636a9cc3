import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type TestContext, test } from 'node:test'
import { bundleServer } from '../../src/deploy/bundle.ts'
import { readService } from '../../src/service/index.ts'
import { cleanEnvironment, finished, slipway } from '../support/cli.ts'
import { root } from '../support/imports.ts'
import { ready } from '../support/server.ts'
import { temporaryFolder } from '../support/tiny-service.ts'
import { isTrainingOnly } from '../support/training-only.ts'

const service = join(root, 'services/park-sentiment')

/** The server of park-sentiment in a folder where nothing is installed, and a store beside it. */
async function build(t: TestContext): Promise<{ folder: string; store: string; bytes: number }> {
  const home = temporaryFolder(t)
  const [store, out, folder] = [join(home, 'store'), join(home, 'out'), join(home, 'elsewhere')]
  const trained = await slipway(['train', service, '--store', store])
  assert.equal(trained.code, 0, trained.stderr)
  const built = await slipway(['build', service, '--out', out, '--json'], { env: { MODEL_STORE: store } })
  assert.equal(built.code, 0, built.stderr)
  cpSync(out, folder, { recursive: true })
  return { folder, store, bytes: JSON.parse(built.stdout).size_bytes }
}

function start(folder: string, env: { readonly [name: string]: string }): ChildProcess {
  return spawn(process.execPath, ['server.mjs'], { cwd: folder, env: { ...cleanEnvironment(), ...env } })
}

test('a built server runs where nothing is installed: it answers, shows its pages, and drains', async (t) => {
  const { folder, store, bytes } = await build(t)
  assert.ok(bytes < 5_000_000, `${bytes} bytes`)
  assert.deepEqual(readdirSync(folder).sort(), ['app.cache', 'app.cjs', 'docs', 'playground', 'server.mjs'])
  const settings = { MODEL_STORE: store, PORT: '0', HOST: '127.0.0.1' }

  const homeless = await finished(start(folder, { PORT: '0' }))
  assert.equal(homeless.code, 2)
  assert.match(homeless.stderr, /^server\.mjs: MODEL_STORE is not set[^\n]*\n$/)
  const userless = await finished(start(folder, settings))
  assert.equal(userless.code, 2)
  assert.match(userless.stderr, /^server\.mjs: [^\n]*credentials\.csv does not exist[^\n]*\n$/)

  copyFileSync(join(service, 'credentials.csv'), join(folder, 'credentials.csv'))
  const { url, child } = await ready(t, start(folder, settings))
  const sentence = 'Life is beautiful, amazing and magic'
  const answer = await fetch(`${url}/v1/sentiment?${new URLSearchParams({ sentence })}`, {
    headers: { authorization: `Basic ${btoa('alice:wonderland')}` },
  })
  assert.equal(((await answer.json()) as { sentiment: string }).sentiment, 'positive')
  for (const path of [
    '/readyz',
    '/docs',
    '/docs/swagger-ui-bundle.js',
    '/openapi.json',
    '/metrics',
    '/models',
    '/',
    '/playground/main.js',
  ])
    assert.equal((await fetch(`${url}${path}`)).status, 200, path)
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [0, null])

  const two = await ready(t, start(folder, { ...settings, WORKERS: '2' }))
  assert.equal((await fetch(`${two.url}/readyz`)).status, 200)
  two.child.kill('SIGTERM')
  assert.deepEqual(await once(two.child, 'exit'), [0, null])
})

test('a built server holds no code that trains and no package that serving does not need', async () => {
  const { code, modules } = await bundleServer(await readService(service))
  const own = modules.map((path) => relative(root, path)).filter((path) => path.startsWith('src/'))
  assert.ok(own.includes('src/serve/main.ts'))
  assert.deepEqual(own.filter(isTrainingOnly), [])
  const packages = modules.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [])
  for (const name of ['hyparquet', 'cli-progress', 'rolldown', 'vega']) assert.ok(!packages.includes(name), name)
  // What the files that read and fit say to people: none of it may have come along.
  const telling = {
    'src/model/train/labelled-rows.ts': 'learning needs rows of at least two labels',
    'src/data/csv-reader.ts': 'a quote opens here and never closes',
  }
  for (const [file, words] of Object.entries(telling)) {
    assert.ok(readFileSync(join(root, file), 'utf8').includes(words), `${file} says it in other words now`)
    assert.ok(!code.includes(words), words)
  }
})
