import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkGolden, loadPredictor } from 'slipway/model'
import { openStore } from 'slipway/store'
import { root } from '../support/imports.ts'

/**
 * A store that slipway 0.1.0 wrote, one model for each estimator, trained on made-up reviews and rides. It is never
 * written anew: when the format changes, a folder for that release comes beside it.
 */
const folder = join(root, 'test/fixtures/versions-of-0.1.0')
const service = 'written-by-0-1-0'

for (const model of readdirSync(join(folder, service))) {
  test(`a version of ${model} that 0.1.0 wrote is read, and predicts what it predicted then`, async () => {
    const store = openStore(folder, service)
    const version = await store.current(model)
    assert.ok(version !== undefined)
    const artifact = await store.read(model, version)
    assert.equal(artifact.manifest.formatVersion, 1)
    assert.equal(artifact.manifest.library, 'slipway 0.1.0')
    assert.equal(artifact.manifest.golden.length, 2)
    const predictor = loadPredictor(artifact)
    checkGolden(predictor, artifact.manifest)
    // Explanations are not among the golden rows; they have to be possible all the same.
    assert.ok(predictor.explain(artifact.manifest.golden[0]?.input).explanation.length > 0)
  })
}
