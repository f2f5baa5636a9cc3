import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { HttpAccess, openStore, VersionStore } from 'slipway/store'
import { smallDraft } from '../support/drafts.ts'
import { serverThat } from '../support/server-that.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const at = (hour: string) => smallDraft({ created: `2026-11-22T${hour}:00:00Z` })

function freshStore(t: TestContext) {
  const folder = temporaryFolder(t)
  return { folder, store: openStore(folder, 'park-sentiment'), model: join(folder, 'park-sentiment/v1') }
}

test('a version written after the clock went back an hour is rolled back to the one before it', async (t) => {
  const { store } = freshStore(t)
  const [first, second] = [await store.write('v1', at('10')), await store.write('v1', at('11'))]
  const written = await store.write('v1', at('09'))
  assert.deepEqual(await store.versions('v1'), [written, first, second])
  assert.deepEqual(await store.history('v1'), [first, second, written])
  assert.equal(await store.rollback('v1'), second)
  assert.equal(await store.rollback('v1'), first)
  await assert.rejects(store.rollback('v1'), {
    code: 'MODEL_NOT_FOUND',
    message: `park-sentiment/v1 has no version before ${first} in ${store.url}.`,
  })
})

test('rolling back goes on backwards, and a version put in use again counts as the latest', async (t) => {
  const { store } = freshStore(t)
  const [a, b, c] = [
    await store.write('v1', at('10')),
    await store.write('v1', at('11')),
    await store.write('v1', at('12')),
  ]
  assert.equal(await store.rollback('v1'), b)
  await store.use('v1', a)
  assert.deepEqual(await store.history('v1'), [a, b, a])
  assert.equal(await store.rollback('v1'), b)
  await store.use('v1', c)
  assert.deepEqual(await store.history('v1'), [a, b, c])
})

test('a writer killed between `history` and `current` leaves an order that is right', async (t) => {
  const { store, model } = freshStore(t)
  const [a, b] = [await store.write('v1', at('10')), await store.write('v1', at('11'))]
  const unused = await store.write('v1', at('12'), { use: false })
  writeFileSync(join(model, 'history'), `${a}\n${b}\n${unused}\n`)
  assert.deepEqual(await store.history('v1'), [a, b])
  const next = await store.write('v1', at('13'))
  assert.deepEqual(await store.history('v1'), [a, b, next])
})

test('a store of an older library, or a pointer set by hand, has an order too', async (t) => {
  const { store, model } = freshStore(t)
  const [a, b, c] = [
    await store.write('v1', at('10')),
    await store.write('v1', at('11')),
    await store.write('v1', at('12')),
  ]
  rmSync(join(model, 'history'))
  assert.deepEqual(await store.history('v1'), [a, b, c])
  writeFileSync(join(model, 'current'), `${b}\n`)
  assert.deepEqual(await store.history('v1'), [a, b])
  assert.equal(await store.rollback('v1'), a)
  writeFileSync(join(model, 'current'), `${c}\n`)
  assert.deepEqual(await store.history('v1'), [a, c])
  writeFileSync(join(model, 'history'), `not a version\n${a}\n\0\n${b}`)
  assert.deepEqual(await store.history('v1'), [a, b, c])
})

test('a version that was removed from the store is passed over', async (t) => {
  const { store, model } = freshStore(t)
  const [a, b] = [await store.write('v1', at('10')), await store.write('v1', at('11'))]
  await store.write('v1', at('12'))
  rmSync(join(model, b), { recursive: true })
  assert.equal(await store.rollback('v1'), a)
})

test('a hundred versions are remembered, and a store behind http tells them', async (t) => {
  const { store, model, folder } = freshStore(t)
  const [a, b] = [await store.write('v1', at('10')), await store.write('v1', at('11'))]
  for (let i = 0; i < 60; i++) for (const version of [a, b]) await store.use('v1', version)
  const history = await store.history('v1')
  assert.equal(history.length, 100)
  assert.equal(readFileSync(join(model, 'history'), 'utf8').split('\n').length, 101)
  const url = await serverThat(t, (request, response) => response.end(readFileSync(join(folder, request.url ?? ''))))
  assert.deepEqual(await new VersionStore(new HttpAccess(url), 'park-sentiment').history('v1'), history)
})

test('a version is carried into another store byte by byte, and a forged one is not', async (t) => {
  const [{ store }, { store: other }] = [freshStore(t), freshStore(t)]
  const version = await store.write('v1', smallDraft())
  const files = await store.files('v1', version)
  await other.writeFiles('v1', version, files)
  assert.deepEqual(await other.files('v1', version), files)
  assert.equal(await other.current('v1'), undefined)
  await other.writeFiles('v1', version, files)
  const forged = new Map([...files, ['README.md', Buffer.from('# A cart\n')]])
  await assert.rejects(other.writeFiles('v1', version, forged), { code: 'ARTIFACT_CORRUPT' })
  const more = new Map([...files, ['run.js', Buffer.from('')]])
  await assert.rejects(other.writeFiles('v1', version, more), { code: 'ARTIFACT_CORRUPT' })
})
