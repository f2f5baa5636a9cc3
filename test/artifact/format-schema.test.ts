import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { slipway } from '../support/cli.ts'
import { root } from '../support/imports.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const schema = JSON.parse(readFileSync(join(root, 'docs/format/model.schema.json'), 'utf8'))
const validate = new Ajv2020({ allErrors: true }).compile(schema)

/** What is wrong with the `model.json` of every version below a folder of a service. */
function problemsOf(store: string): string[] {
  return readdirSync(store).flatMap((model) => {
    const current = readFileSync(join(store, model, 'current'), 'utf8').trim()
    const manifest = JSON.parse(readFileSync(join(store, model, current, 'model.json'), 'utf8'))
    return validate(manifest) ? [] : [`${model}: ${JSON.stringify(validate.errors)}`]
  })
}

test('versions that 0.1.0 wrote hold to the published schema', () => {
  assert.deepEqual(problemsOf(join(root, 'test/fixtures/versions-of-0.1.0/written-by-0-1-0')), [])
})

for (const name of ['park-sentiment', 'ml-app', 'purchase-predict']) {
  test(`versions of ${name} that are written now hold to it`, async (t) => {
    const store = temporaryFolder(t)
    const { code, stderr } = await slipway(['train', join(root, 'services', name), '--no-plots', '--store', store])
    assert.equal(code, 0, stderr)
    assert.deepEqual(problemsOf(join(store, name)), [])
  })
}

test('the schema refuses what is no version, and passes over fields that it does not know', () => {
  const service = join(root, 'test/fixtures/versions-of-0.1.0/written-by-0-1-0')
  const [model = ''] = readdirSync(service)
  const current = readFileSync(join(service, model, 'current'), 'utf8').trim()
  const manifest = JSON.parse(readFileSync(join(service, model, current, 'model.json'), 'utf8'))
  assert.ok(validate(manifest))
  assert.ok(validate({ ...(manifest as object), later: 1 }))
  for (const change of [
    { formatVersion: 2 },
    { created: '2026-11-22' },
    { files: {} },
    { data: { name: 'a.csv' } },
    { seen: { age: { min: 0 } } },
    { golden: [{ input: 1 }] },
  ])
    assert.ok(!validate({ ...(manifest as object), ...change }), JSON.stringify(change))
})
