import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { root } from '../support/imports.ts'
import { temporaryFolder } from '../support/tiny-service.ts'
import { isTrainingOnly } from '../support/training-only.ts'
import { alice, startServer } from './server-process.ts'

test('a server that predicts and explains has loaded no module that fits', async (t) => {
  const list = join(temporaryFolder(t), 'modules.txt')
  const hook = join(import.meta.dirname, 'fixtures/list-modules.ts')
  const options = `--conditions=slipway-source --import=${hook}`
  const { url } = await startServer(t, { NODE_OPTIONS: options, LOADED_MODULES: list })
  const response = await fetch(`${url}/models/v1/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: alice },
    body: JSON.stringify({ inputs: ['a lovely day'], explain: true }),
  })
  assert.equal(response.status, 200)
  const loaded = readFileSync(list, 'utf8')
    .trim()
    .split('\n')
    .filter((address) => address.startsWith('file:'))
    .map((address) => relative(root, fileURLToPath(address)))
    .filter((file) => file.startsWith('src/'))
  assert.ok(loaded.includes('src/learn/linear/logistic-regression/estimator.ts'))
  assert.deepEqual(loaded.filter(isTrainingOnly), [])
})
