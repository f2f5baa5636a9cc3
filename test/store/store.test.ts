import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openStore, resolveVersion } from 'slipway/store'
import { smallDraft } from '../support/drafts.ts'

const folder = mkdtempSync(join(tmpdir(), 'slipway-store-'))
after(() => rmSync(folder, { recursive: true }))

test('a written version is in use, can be read, and makes way for the next', async () => {
  const store = openStore(join(folder, 'a'), 'park-sentiment')
  assert.equal(await store.current('v1'), undefined)
  assert.deepEqual(await store.versions('v1'), [])
  const first = await store.write('v1', smallDraft())
  assert.equal(await store.current('v1'), first)
  const second = await store.write('v1', smallDraft({ created: '2026-11-23T08:00:00Z' }))
  assert.deepEqual(await store.versions('v1'), [first, second])
  assert.equal(readFileSync(join(folder, 'a/park-sentiment/v1/current'), 'utf8'), `${second}\n`)
  await store.use('v1', first)
  assert.equal(await store.current('v1'), first)
  const artifact = await store.read('v1', first)
  assert.equal(artifact.version, first)
  assert.deepEqual(artifact.parts.classifier, smallDraft().parts.classifier)
  assert.equal(Buffer.from((await store.readDocument('v1', first, 'README.md'))!).toString(), '# A card\n')
})

test('a version is found by its name, by a tag, or because it is in use', async () => {
  const store = openStore(join(folder, 'b'), 'park-sentiment')
  const version = await store.write('v1', smallDraft())
  await store.tag('v1', version, 'v1.0')
  assert.equal(await resolveVersion(store, 'v1', version), version)
  assert.equal(await resolveVersion(store, 'v1', 'v1.0'), version)
  assert.equal(await resolveVersion(store, 'v1'), version)
  await assert.rejects(resolveVersion(store, 'v1', 'v2.0'), {
    code: 'MODEL_NOT_FOUND',
    message: `park-sentiment/v1 has no version or tag "v2.0"; versions: ${version}; tags: v1.0.`,
  })
})
