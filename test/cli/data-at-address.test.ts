import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { slipway } from '../support/cli.ts'
import { serveFolder } from '../support/file-server.ts'
import { s3Environment, startS3 } from '../support/moto.ts'
import { smallService } from '../support/small-service.ts'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

test('training reads rows at an address under their own name, and leaves no copy behind', async (t) => {
  const rows = temporaryFolder(t, { 'reviews 2026.csv.gz': gzipSync(tinyReviews()) })
  const scratch = temporaryFolder(t)
  const folder = smallService(t, { 'reviews.csv': 'text,stars\n' })
  const data = `${await serveFolder(t, rows)}/reviews%202026.csv.gz?signature=a`
  const trained = await slipway(['train', '.', '--no-plots', '--json', '--data', data], {
    cwd: folder,
    env: { TMPDIR: scratch },
  })
  assert.equal(trained.code, 0, trained.stderr)
  assert.equal(JSON.parse(trained.stdout).models[0].data.name, 'reviews 2026.csv.gz')
  const left = readdirSync(scratch).filter((name) => name.startsWith('slipway-'))
  assert.deepEqual(left, [])
})

test('training reads rows out of a bucket of S3, with the usual keys', async (t) => {
  const s3 = await startS3(t, 'rows')
  if (s3 === undefined) return
  await fetch(`${s3.endpoint}/rows/2026/reviews.csv`, { method: 'PUT', body: tinyReviews() })
  const folder = smallService(t, { 'reviews.csv': 'text,stars\n' })
  const env = s3Environment(s3)
  const train = (data: string) => slipway(['train', '.', '--no-plots', '--data', data], { cwd: folder, env })
  const trained = await train('s3://rows/2026/reviews.csv')
  assert.equal(trained.code, 0, trained.stderr)
  assert.ok(readdirSync(join(folder, '.slipway/reviews/mood')).includes('current'))
  const missing = await train('s3://rows/2027/reviews.csv')
  assert.equal(missing.code, 2)
  assert.match(missing.stderr, /There is no data: s3:\/\/rows\/2027\/reviews\.csv does not exist\./)
})
