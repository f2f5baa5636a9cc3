import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { imageFiles } from '../../src/deploy/image/index.ts'
import { readService } from '../../src/service/index.ts'
import { docker, noDocker } from '../support/docker.ts'
import { root } from '../support/imports.ts'
import { smallService } from '../support/small-service.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

/** What lies about in a folder of a service, and is nobody's to find in an image. */
const secrets = [
  ['.env', '.env.local', '.npmrc', 'id_rsa', 'tls.key', 'key.pem', 'service-account.json', 'credentials.csv'],
  ['credentials.csv.bak', 'credentials.csv~', 'data/reviews.csv', 'data/reviews.parquet', 'data/all.tsv.gz'],
  ['.slipway/v1/current', 'data/.cache/rows.ts', 'results.txt', 'train.log', 'node_modules/a/index.js', 'notes.md'],
].flat()

/** The files that the engine is sent for a folder, by what it does with them. */
async function contextOf(t: TestContext, folder: string): Promise<readonly string[]> {
  writeFileSync(join(folder, 'list.Dockerfile'), 'FROM node:24-bookworm-slim\nCOPY . /context\n')
  const image = `slipway-test-context-${process.pid}-${t.name.length}`
  await docker(['build', '--quiet', '--file', 'list.Dockerfile', '--tag', image, '.'], folder)
  t.after(() => docker(['image', 'rm', '--force', image]))
  const list = await docker(['run', '--rm', image, 'sh', '-c', 'cd /context && find . -type f'])
  return list
    .split('\n')
    .map((file) => file.slice(2))
    .sort()
}

function put(folder: string, files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), file)
  }
}

test('no secret and no data in the folder of a service reach an image built from the checkout', {
  skip: noDocker,
}, async (t) => {
  const folder = temporaryFolder(t)
  copyFileSync(join(root, '.dockerignore'), join(folder, '.dockerignore'))
  const code = ['service.ts', 'package.json', 'checks/content.ts', 'data/sample.ts'].map(
    (file) => `services/park-sentiment/${file}`,
  )
  const ours = ['package.json', 'package-lock.json', 'src/index.ts', 'src/playground/page.html', 'src/serve/a.wasm']
  put(folder, [
    ...ours,
    ...code,
    ...secrets.map((file) => `services/park-sentiment/${file}`),
    '.env',
    '.npmrc',
    'bench/peers/a.ts',
  ])
  // A folder of code that no line names is not looked into.
  put(folder, [
    'services/ml-app/data/iris.csv',
    'services/ml-app/data/mine.csv',
    'services/park-sentiment/test/a.test.ts',
  ])
  assert.deepEqual(await contextOf(t, folder), [...ours, ...code, 'services/ml-app/data/iris.csv'].sort())
})

test("no secret and no data of a user's own project reach its images", { skip: noDocker }, async (t) => {
  const folder = smallService(t)
  put(folder, [
    ...secrets,
    'lib/routes.ts',
    'lib/helper.mjs',
    'test/a.test.ts',
    'build/server.mjs',
    'slipway-0.1.0.tgz',
  ])
  for (const { path, content } of imageFiles(await readService(folder)))
    if (path === '.dockerignore') writeFileSync(join(folder, path), content)
  const expected = [
    '.dockerignore',
    'lib/helper.mjs',
    'lib/routes.ts',
    'package.json',
    'service.ts',
    'slipway-0.1.0.tgz',
  ]
  assert.deepEqual(await contextOf(t, folder), expected.sort())
})
