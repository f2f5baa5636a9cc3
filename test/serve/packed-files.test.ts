import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packedFiles } from '../../src/serve/routes/packed-files.ts'

test('a file that many ask for at once is read and packed once', async () => {
  let reads = 0
  const answer = packedFiles(async () => {
    reads += 1
    return Buffer.from('body {}')
  }, 'no-cache')
  const answers = await Promise.all(Array.from({ length: 100 }, () => answer('page.css', {})))
  assert.equal(reads, 1)
  assert.equal(new Set(answers.map((given) => (given as { body: Buffer }).body)).size, 1)
})

test('a file that could not be read is read again', async () => {
  let reads = 0
  const answer = packedFiles(async () => {
    reads += 1
    if (reads === 1) throw new Error('away')
    return Buffer.from('body {}')
  }, 'no-cache')
  await assert.rejects(answer('page.css', {}))
  await answer('page.css', {})
  assert.equal(reads, 2)
})
