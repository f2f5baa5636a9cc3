import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { packArtifact } from '../../src/artifact/index.ts'
import { isSlipwayError } from '../../src/errors.ts'
import { smallDraft } from '../support/drafts.ts'
import { readVersion } from '../support/versions.ts'

test('one bit flipped anywhere in any file is refused', async () => {
  const { version, files } = packArtifact(smallDraft())
  for (const [name, bytes] of files) {
    for (let at = 0; at < bytes.length; at++) {
      const changed = Uint8Array.from(bytes)
      changed[at]! ^= 1 << (at % 8)
      await assert.rejects(
        readVersion(version, new Map([...files, [name, changed]])),
        (error) => isSlipwayError(error, 'ARTIFACT_CORRUPT') && error.message.includes(name),
        `bit ${at % 8} of byte ${at} of ${name}`,
      )
    }
  }
})

test('a file cut off at any length, or with a byte too many, is refused', async () => {
  const { version, files } = packArtifact(smallDraft())
  for (const [name, bytes] of files) {
    const lengths = Array.from({ length: bytes.length }, (_, length) => bytes.subarray(0, length))
    for (const changed of [...lengths, Buffer.concat([bytes, Buffer.from('\n')])]) {
      const refused = readVersion(version, new Map([...files, [name, changed]]))
      await assert.rejects(refused, { code: 'ARTIFACT_CORRUPT' }, `${name} of ${changed.length} bytes`)
    }
  }
})

test('a changed file is told with both digests, a shortened one with both sizes', async () => {
  const { version, files } = packArtifact(smallDraft())
  const weights = files.get('weights.safetensors')!
  const [actual, expected] = [Uint8Array.from(weights).fill(7, -1), weights].map((bytes) =>
    createHash('sha256').update(bytes).digest('hex').slice(0, 8),
  )
  await assert.rejects(
    readVersion(version, new Map([...files, ['weights.safetensors', Uint8Array.from(weights).fill(7, -1)]])),
    {
      message: `park-sentiment/v1: weights.safetensors has sha256 ${actual}…, model.json says ${expected}…; the file changed after training. Train again or roll back.`,
    },
  )
  await assert.rejects(readVersion(version, new Map([...files, ['weights.safetensors', weights.subarray(1)]])), {
    message: `park-sentiment/v1: weights.safetensors has ${weights.length - 1} bytes, model.json says ${weights.length}; the file changed after training.`,
  })
  await assert.rejects(readVersion(version, new Map([...files, ['README.md', Buffer.from('# A longer card\n')]])), {
    message: 'park-sentiment/v1: README.md has more than 9 bytes, model.json says 9; the file changed after training.',
  })
  const name = version.slice(-8)
  const other = name.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))
  await assert.rejects(readVersion(`${version.slice(0, -8)}${other}`, files), {
    message: `park-sentiment/v1: model.json has a sha256 that begins with ${name}, the version's name says ${other}; the file changed after training. Train again or roll back.`,
  })
})

test('a missing file is named, and one that came later as well', async () => {
  const { version, files } = packArtifact(smallDraft())
  for (const name of files.keys()) {
    const rest = new Map([...files].filter(([other]) => other !== name))
    const what = name === 'model.json' ? 'the version was not written to its end' : 'train again or roll back'
    await assert.rejects(readVersion(version, rest), { message: `park-sentiment/v1: ${name} is missing; ${what}.` })
  }
  await assert.rejects(readVersion(version, new Map([...files, ['run.js', Buffer.from('')]])), {
    message: 'park-sentiment/v1: "run.js" is in the folder and not in model.json; it came after training.',
  })
})
