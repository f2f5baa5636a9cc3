import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ArtifactDraft, packArtifact } from '../../src/artifact/index.ts'
import { smallDraft } from '../support/drafts.ts'
import { readVersion } from '../support/versions.ts'

test('what was packed is read back, settings and numbers', async () => {
  const draft = smallDraft()
  const { version, files } = packArtifact(draft)
  assert.match(version, /^20261122T101500Z-[0-9a-f]{8}$/)
  assert.deepEqual([...files.keys()], ['weights.safetensors', 'README.md', 'roc.svg', 'model.json'])
  const artifact = await readVersion(version, files)
  assert.equal(artifact.version, version)
  assert.equal(artifact.manifest.library, 'slipway 0.1.0')
  assert.deepEqual(artifact.manifest.golden, draft.manifest.golden)
  assert.deepEqual(artifact.parts.classifier, draft.parts.classifier)
  assert.deepEqual(artifact.parts.vectorizer?.tensors.idf, draft.parts.vectorizer?.tensors.idf)
  assert.equal(Buffer.from(artifact.parts.vectorizer!.tensors.words!.data as Uint8Array).toString(), 'goodbadok')
})

test('the same draft gives the same bytes and the same name', () => {
  assert.deepEqual(packArtifact(smallDraft()), packArtifact(smallDraft()))
})

test('names such as __proto__ and constructor are names like any other', async () => {
  const config = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}')
  const numbers = { shape: [1], data: new Float64Array([1]) }
  const parts = Object.fromEntries([
    ['__proto__', { kind: 'Odd', config, tensors: Object.fromEntries([['__proto__', numbers]]) }],
    ['constructor', { kind: 'Odd', config, tensors: { constructor: numbers } }],
  ])
  const { version, files } = packArtifact({ ...smallDraft(), parts })
  const artifact = await readVersion(version, files)
  assert.deepEqual(Object.entries(artifact.parts), Object.entries(parts))
  assert.equal(({} as { polluted?: boolean }).polluted, undefined)
})

test('what could not be read back is not packed: all that is wrong is told at once', () => {
  const parts: ArtifactDraft['parts'] = {
    'a/b': { kind: 'x', config: {}, tensors: {} },
    a: {
      kind: 'x',
      config: { tolerance: Number.POSITIVE_INFINITY },
      tensors: {
        short: { shape: [2, 2], data: new Float64Array(3) },
        bad: { shape: [2], data: new Float32Array([0, Number.NaN]) },
        endless: { shape: [1], data: new Float64Array([-Infinity]) },
      },
    },
  }
  const documents = { '../README.md': '', 'model.json': '' }
  assert.throws(() => packArtifact({ ...smallDraft(), parts, documents }), {
    code: 'WRITE_FAILED',
    message:
      'park-sentiment/v1 cannot be written as a version: "a/b" is no name for a part; tensor "a/short" has the shape [2,2] and 3 numbers; tensor "a/bad" has NaN at 1; the fit went wrong; tensor "a/endless" has -Infinity at 0; the fit went wrong; "../README.md" is no name for a document; "model.json" is no name for a document; /parts/a/config/tolerance is Infinity, which JSON cannot say.',
  })
})
