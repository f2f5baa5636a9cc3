import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { readArtifact, toSafetensors } from '../../src/artifact/index.ts'
import { forgeJson, forgeVersion, readVersion } from '../support/versions.ts'

test('a version of a newer format is refused with both formats', async () => {
  const { version, files } = forgeVersion((manifest) => {
    manifest.formatVersion = 2
    manifest.library = 'slipway 3.0.0'
    delete manifest.parts
  })
  await assert.rejects(readVersion(version, files), {
    code: 'ARTIFACT_TOO_NEW',
    message:
      'park-sentiment/v1: was written in format 2 by slipway 3.0.0, this library reads up to format 1; upgrade it, or train again with this one.',
  })
})

for (const [field, value, told] of [
  ['library', undefined, 'is missing, expected a text'],
  ['formatVersion', 0, 'is 0, expected a whole number up to 1'],
  ['labels', [1], 'is another array, expected an array of texts'],
  ['created', '2026-13-22T10:15:00Z', 'is "2026-13-22T10:15:00Z", expected a time such as 2026-11-22T10:15:00Z'],
  ['data', { name: '', rows: -1 }, 'is another object, expected null, or name, rows, sha256 and synthetic'],
  ['golden', [{ input: 1 }], 'is another array, expected an array of inputs with outputs'],
  ['parts', { a: { kind: 'x' } }, 'is another object, expected an object of parts, each with kind and config'],
  [
    'parts',
    { 'a/b': { kind: 'x', config: {} } },
    'is another object, expected an object of parts, each with kind and config',
  ],
  ['files', {}, 'lacks weights.safetensors'],
] as const) {
  test(`a model.json whose ${field} ${told.slice(0, 60)} is refused`, async () => {
    const { version, files } = forgeVersion((manifest) => {
      manifest[field] = value
    })
    await assert.rejects(readVersion(version, files), {
      code: 'ARTIFACT_CORRUPT',
      message: `park-sentiment/v1: model.json is not as it should be: "${field}" ${told}.`,
    })
  })
}

test('all that is wrong with a model.json is told at once', async () => {
  const { version, files } = forgeVersion((manifest) => {
    manifest.kind = ''
    manifest.metrics = undefined
    manifest.files['model.json'] = manifest.files['roc.svg']
  })
  await assert.rejects(readVersion(version, files), {
    message:
      'park-sentiment/v1: model.json is not as it should be: "kind" is "", expected a text; "metrics" is missing, expected an object with rows, and labels, accuracy and confusion_matrix or root_mean_squared_error.',
  })
})

for (const name of [
  '../../etc/passwd',
  '/etc/passwd',
  '..',
  '.hidden',
  'a/b',
  'a\\b',
  'C:x',
  '',
  'a\0b',
  'x'.repeat(101),
]) {
  test(`a model.json that names the file ${JSON.stringify(name).slice(0, 20)} is refused before it is opened`, async () => {
    const { version, files } = forgeVersion((manifest) => {
      manifest.files[name] = manifest.files['README.md']
    })
    const opened: string[] = []
    const readFile = async (name: string) => {
      opened.push(name)
      return files.get(name)
    }
    await assert.rejects(
      readArtifact(version, readFile),
      /"files" is .*, expected an object of files, each with sha256/,
    )
    assert.deepEqual(opened, ['model.json'])
  })
}

test('a file that is announced with more bytes than a process can hold is refused before it is opened', async () => {
  const { version, files } = forgeVersion((manifest) => {
    manifest.files['README.md'].sizeBytes = 2 ** 40
  })
  await assert.rejects(readVersion(version, files), /expected an object of files, each with sha256 and sizeBytes\.$/)
})

test('files that together are more than a process can hold are refused before one is opened', async () => {
  const { version, files } = forgeVersion((manifest) => {
    for (const name of Object.keys(manifest.files)) manifest.files[name].sizeBytes = 2 ** 32 - 1
  })
  await assert.rejects(readVersion(version, files), /"files" has \d+ bytes, expected 4294967296 at most\.$/)
})

test('a model.json that is no JSON object, or has a key twice, is refused', async () => {
  for (const [text, told] of [
    ['[]', 'model.json is not as it should be: expected an object.'],
    ['null', 'model.json is not as it should be: expected an object.'],
    ['', 'model.json is not JSON: Unexpected end of JSON input.'],
    ['{"formatVersion":1,"formatVersion":1}', 'model.json is not JSON: "formatVersion" stands twice in one object.'],
  ] as const) {
    const { version, files } = forgeJson(() => text)
    await assert.rejects(readVersion(version, files), {
      code: 'ARTIFACT_CORRUPT',
      message: `park-sentiment/v1: ${told}`,
    })
  }
})

test('a model.json that nests 200,000 deep is refused like any other', async () => {
  const nested = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  for (const text of [nested, `{"formatVersion":1,"labels":${nested}}`]) {
    const { version, files } = forgeJson(() => text)
    await assert.rejects(readVersion(version, files), { code: 'ARTIFACT_CORRUPT' })
  }
})

test('a name that is no version is refused before anything is read', async () => {
  for (const name of [
    '..',
    'latest',
    '20261122T101500Z',
    '20261122T101500Z-1a2b3c4d/../x',
    '20261122T101500Z-1A2B3C4D',
  ]) {
    const untouched = () => assert.fail('read')
    await assert.rejects(readArtifact(name, untouched), {
      message: `${name}: ${JSON.stringify(name)} is no name of a version; they look like 20261122T101500Z-1a2b3c4d.`,
    })
  }
})

test('a time of training that differs from the name of the version is refused', async () => {
  const { version, files } = forgeVersion((manifest) => {
    manifest.created = '2026-11-22T10:15:01Z'
  })
  await assert.rejects(readVersion(version, files), {
    message:
      "park-sentiment/v1: model.json says that it was created at 2026-11-22T10:15:01Z, the version's name differs.",
  })
})

test('weights that belong to no part are refused', async () => {
  const { version, files } = forgeVersion((manifest) => {
    delete manifest.parts.classifier
  })
  await assert.rejects(readVersion(version, files), {
    message: 'park-sentiment/v1: weights.safetensors has "classifier/coef", which belongs to no part in model.json.',
  })
})

test('weights that are not finite are refused, whoever wrote them', async () => {
  const coef = { shape: [2], data: new Float32Array([1, Number.NaN]) }
  const weights = toSafetensors([['classifier/coef', coef]])
  const { version, files } = forgeVersion((manifest) => {
    const sha256 = createHash('sha256').update(weights).digest('hex')
    manifest.files['weights.safetensors'] = { sha256, sizeBytes: weights.length }
  })
  await assert.rejects(readVersion(version, new Map([...files, ['weights.safetensors', weights]])), {
    message: 'park-sentiment/v1: weights.safetensors has NaN in "classifier/coef"; training went wrong.',
  })
})
