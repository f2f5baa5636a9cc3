import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { openStore, resolveVersion } from 'slipway/store'
import { smallDraft, smallScores } from '../support/drafts.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const later = smallDraft({ created: '2026-11-23T08:00:00Z' })

/** A store in a folder of its own, with the folder of the model `v1` in it. */
function freshStore(t: TestContext) {
  const folder = temporaryFolder(t)
  return { store: openStore(folder, 'park-sentiment'), folder, model: join(folder, 'park-sentiment/v1') }
}

test('a written version is in use, can be read, and makes way for the next', async (t) => {
  const { store, model } = freshStore(t)
  assert.equal(await store.current('v1'), undefined)
  assert.deepEqual(await store.versions('v1'), [])
  const first = await store.write('v1', smallDraft())
  assert.equal(await store.current('v1'), first)
  const second = await store.write('v1', later)
  assert.deepEqual(await store.versions('v1'), [first, second])
  assert.equal(readFileSync(join(model, 'current'), 'utf8'), `${second}\n`)
  await store.use('v1', first)
  assert.equal(await store.current('v1'), first)
  const artifact = await store.read('v1', first)
  assert.equal(artifact.version, first)
  assert.deepEqual(artifact.parts.classifier, smallDraft().parts.classifier)
})

test('versions trained within one second are listed in the order in which they were written', async (t) => {
  const { store } = freshStore(t)
  const drafts = [0.1, 0.2, 0.3, 0.4].map((accuracy) => smallDraft({ metrics: { ...smallScores, accuracy } }))
  const written: string[] = []
  for (const draft of drafts) {
    const card = `Trained ${draft.manifest.created}.`
    written.push(await store.write('v1', { ...draft, documents: { 'README.md': card } }))
  }
  assert.deepEqual(await store.versions('v1'), written)
  assert.deepEqual(
    written.map((version) => version.split('-')[0]),
    ['20261122T101500Z', '20261122T101501Z', '20261122T101502Z', '20261122T101503Z'],
  )
  const { manifest } = await store.read('v1', written[3]!)
  assert.equal(manifest.created, '2026-11-22T10:15:03Z')
  const card = await store.readDocument('v1', written[3]!, 'README.md')
  assert.equal(Buffer.from(card!).toString(), 'Trained 2026-11-22T10:15:03Z.')
})

test('a version may be written without being used', async (t) => {
  const { store } = freshStore(t)
  const first = await store.write('v1', smallDraft())
  const second = await store.write('v1', later, { use: false })
  assert.equal(await store.current('v1'), first)
  assert.equal(await store.has('v1', second), true)
})

test('a store may be named by a file:// address, and one that does not exist has nothing in it', async (t) => {
  const { folder } = freshStore(t)
  const store = openStore(pathToFileURL(join(folder, 'not/yet')).href, 'park-sentiment')
  assert.deepEqual(await store.versions('v1'), [])
  assert.deepEqual([...(await store.tags('v1'))], [])
  assert.equal(await store.current('v1'), undefined)
  const version = await store.write('v1', smallDraft())
  assert.equal(await openStore(join(folder, 'not/yet'), 'park-sentiment').current('v1'), version)
})

test('documents are read with their digests checked', async (t) => {
  const { store, model } = freshStore(t)
  const version = await store.write('v1', smallDraft())
  assert.equal(Buffer.from((await store.readDocument('v1', version, 'README.md'))!).toString(), '# A card\n')
  for (const name of ['other.md', '../current', 'model.json', '']) {
    assert.equal(await store.readDocument('v1', version, name), undefined)
  }
  writeFileSync(join(model, version, 'README.md'), '# A cart\n')
  await assert.rejects(store.readDocument('v1', version, 'README.md'), { code: 'ARTIFACT_CORRUPT' })
})

test('a version is found by its name, by a tag, or because it is in use', async (t) => {
  const { store } = freshStore(t)
  const version = await store.write('v1', smallDraft())
  await store.tag('v1', version, 'v1.0')
  assert.equal(await resolveVersion(store, 'v1', version), version)
  assert.equal(await resolveVersion(store, 'v1', 'v1.0'), version)
  assert.equal(await resolveVersion(store, 'v1'), version)
  await assert.rejects(resolveVersion(store, 'v1', 'v2.0'), {
    code: 'MODEL_NOT_FOUND',
    message: `park-sentiment/v1 has no version or tag "v2.0"; versions: ${version}; tags: v1.0.`,
  })
  await assert.rejects(resolveVersion(store, 'v1', '20200101T000000Z-00000000'), {
    message: `park-sentiment/v1 has no version 20200101T000000Z-00000000; versions: ${version}; tags: v1.0.`,
  })
  await assert.rejects(resolveVersion(store, 'v2'), {
    message: `park-sentiment/v2 has no version in use; there is nothing in ${store.url}; train it with: slipway train park-sentiment.`,
  })
})

test('a tag can be moved, and only names a version that there is', async (t) => {
  const { store } = freshStore(t)
  const [first, second] = [await store.write('v1', smallDraft()), await store.write('v1', later)]
  await store.tag('v1', first, 'good')
  await store.tag('v1', second, 'good')
  assert.deepEqual([...(await store.tags('v1'))], [['good', second]])
  for (const name of ['', '../current', '.hidden', 'a b', 'a/b', first, 'x'.repeat(101)]) {
    await assert.rejects(store.tag('v1', first, name), {
      code: 'INVALID_OPTION',
      message: `${JSON.stringify(name)} is no name for a tag; expected letters, digits, dots, dashes and underscores, at most 100, and no name of a version.`,
    })
  }
  for (const point of [() => store.use('v1', 'x'), () => store.tag('v1', 'x', 'good'), () => store.read('v1', 'x')]) {
    await assert.rejects(point, {
      code: 'MODEL_NOT_FOUND',
      message: `park-sentiment/v1 has no version "x"; there are ${first}, ${second}.`,
    })
  }
})

for (const [what, content, got] of [
  ['nothing', '', '""'],
  ['half a name', '20261122T1015', '"20261122T1015"'],
  [
    'two lines',
    '20261122T101500Z-1a2b3c4d\n20261122T101500Z-1a2b3c4d\n',
    '"20261122T101500Z-1a2b3c4d\\n20261122T10150"',
  ],
  ['a path', '../../other/v1/20261122T101500Z-1a2b3c4d\n', '"../../other/v1/20261122T101500Z-1a2b3c4d"'],
  ['a megabyte', 'x'.repeat(1 << 20), `"${'x'.repeat(40)}"`],
] as const) {
  test(`a \`current\` with ${what} in it is refused, with the command that mends it`, async (t) => {
    const { store, model } = freshStore(t)
    const version = await store.write('v1', smallDraft())
    writeFileSync(join(model, 'current'), content)
    await assert.rejects(store.current('v1'), {
      code: 'ARTIFACT_CORRUPT',
      message: `park-sentiment/v1/current: expected the name of a version on one line, got ${got}; mend it with: slipway models park-sentiment use VERSION`,
    })
    await store.use('v1', version)
    assert.equal(await store.current('v1'), version)
  })
}

test('a `current` written by hand, without a line end or with that of Windows, is understood', async (t) => {
  const { store, model } = freshStore(t)
  const version = await store.write('v1', smallDraft())
  for (const end of ['', '\r\n']) {
    writeFileSync(join(model, 'current'), version + end)
    assert.equal(await store.current('v1'), version)
  }
})

test('a version without its model.json was not written to its end: not listed, not read', async (t) => {
  const { store, model } = freshStore(t)
  const version = await store.write('v1', smallDraft())
  rmSync(join(model, version, 'model.json'))
  assert.deepEqual(await store.versions('v1'), [])
  await assert.rejects(store.read('v1', version), {
    code: 'ARTIFACT_CORRUPT',
    message: `park-sentiment/v1/${version}: model.json is missing; the version was not written to its end.`,
  })
})

test('a file that came later is refused, hidden ones that file systems leave are not', async (t) => {
  const { store, model } = freshStore(t)
  const version = await store.write('v1', smallDraft())
  writeFileSync(join(model, version, '.nfs0001'), '')
  await store.read('v1', version)
  mkdirSync(join(model, version, 'more'))
  writeFileSync(join(model, version, 'more/run.js'), '')
  await assert.rejects(store.read('v1', version), {
    message: `park-sentiment/v1/${version}: "more/run.js" is in the folder and not in model.json; it came after training.`,
  })
})

test('writing a version again mends it where it was damaged', async (t) => {
  const { store, model } = freshStore(t)
  const version = await store.write('v1', smallDraft())
  writeFileSync(join(model, version, 'weights.safetensors'), 'damaged')
  assert.equal(await store.write('v1', smallDraft()), version)
  await store.read('v1', version)
})

test('links are followed within the store, as mounted volumes have them, and never out of it', async (t) => {
  const { store, folder, model } = freshStore(t)
  const version = await store.write('v1', smallDraft())
  renameSync(model, join(folder, '..data'))
  symlinkSync('../..data', model)
  assert.equal(await store.current('v1'), version)
  assert.deepEqual(await store.versions('v1'), [version])
  await store.read('v1', version)

  const outside = temporaryFolder(t, { 'model.json': '{}' })
  rmSync(join(model, version, 'README.md'))
  symlinkSync(join(outside, 'model.json'), join(model, version, 'README.md'))
  await assert.rejects(store.read('v1', version), {
    code: 'ARTIFACT_CORRUPT',
    message: `${folder}/park-sentiment/v1/${version}/README.md is a link to outside the store; it is not followed.`,
  })
})

test('a pipe or a folder in the place of a file is refused, not waited for', async (t) => {
  if (process.platform === 'win32') return t.skip('Windows has no pipes in folders')
  const { store, model } = freshStore(t)
  await store.write('v1', smallDraft())
  rmSync(join(model, 'current'))
  execFileSync('mkfifo', [join(model, 'current')])
  await assert.rejects(store.current('v1'), { code: 'ARTIFACT_CORRUPT', message: `${model}/current is no file.` })
  rmSync(join(model, 'current'))
  mkdirSync(join(model, 'current'))
  await assert.rejects(store.current('v1'), { code: 'ARTIFACT_CORRUPT', message: `${model}/current is no file.` })
})

test('what cannot be the address of a store, or the name of a service or a model, is refused', async (t) => {
  for (const url of ['', 'ftp://example.com/models', 'file://host.example.com/models']) {
    assert.throws(() => openStore(url, 'park-sentiment'), { code: 'INVALID_OPTION' }, url)
  }
  const { store, folder } = freshStore(t)
  assert.throws(() => openStore(folder, '../other'), {
    code: 'INVALID_OPTION',
    message: '"../other" is no name for a service: expected letters, digits, dots, dashes and underscores.',
  })
  for (const model of ['..', '', 'a/b', '.hidden', 'a\0']) {
    await assert.rejects(store.current(model), { code: 'INVALID_OPTION' }, model)
  }
})

test('a file in the place of the store says so', async (t) => {
  const folder = temporaryFolder(t, { store: 'a file' })
  const store = openStore(join(folder, 'store'), 'park-sentiment')
  await assert.rejects(store.current('v1'), { code: 'STORE_UNREACHABLE' })
  await assert.rejects(store.write('v1', smallDraft()), { code: 'STORE_UNREACHABLE' })
})
