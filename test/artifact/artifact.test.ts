import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packArtifact, readArtifact } from '../../src/artifact/index.ts'
import { smallDraft } from '../support/drafts.ts'

const readFrom = (files: ReadonlyMap<string, Uint8Array>) => async (name: string) => files.get(name)

test('what was packed is read back, settings and numbers', async () => {
  const draft = smallDraft()
  const { version, files } = packArtifact(draft)
  assert.match(version, /^20261122T101500Z-[0-9a-f]{8}$/)
  assert.deepEqual([...files.keys()], ['weights.safetensors', 'README.md', 'roc.svg', 'model.json'])
  const artifact = await readArtifact(version, readFrom(files))
  assert.equal(artifact.version, version)
  assert.equal(artifact.manifest.library, 'slipway 0.1.0')
  assert.deepEqual(artifact.parts.classifier, draft.parts.classifier)
  assert.deepEqual(artifact.parts.vectorizer?.tensors.idf, draft.parts.vectorizer?.tensors.idf)
  assert.equal(Buffer.from(artifact.parts.vectorizer!.tensors.words!.data as Uint8Array).toString(), 'goodbadok')
})

test('the same draft gives the same bytes and the same name', () => {
  assert.deepEqual(packArtifact(smallDraft()), packArtifact(smallDraft()))
})
