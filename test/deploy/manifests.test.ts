import assert from 'node:assert/strict'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { manifestFiles } from '../../src/deploy/manifest-files.ts'
import { compareManifests } from '../../src/deploy/write-manifests.ts'
import { readService } from '../../src/service/index.ts'
import { slipway } from '../support/cli.ts'
import { root } from '../support/imports.ts'
import { smallService, smallServiceFile } from '../support/small-service.ts'

for (const name of readdirSync(join(root, 'services'))) {
  test(`the committed deployment files of ${name} are those that its service gives`, async () => {
    const service = await readService(join(root, 'services', name))
    const { drifts } = compareManifests(manifestFiles(service), service.folder)
    assert.deepEqual(drifts, [], `slipway manifests ${name} writes them`)
  })
}

test('manifests writes what is missing, and a second time nothing', async (t) => {
  const folder = smallService(t)
  assert.equal((await slipway(['manifests', '.', '--check'], { cwd: folder })).code, 1)
  const first = await slipway(['manifests', '.', '--json'], { cwd: folder })
  assert.equal(first.code, 0, first.stderr)
  assert.ok(JSON.parse(first.stdout).written.includes('deploy/base/deployment.yaml'))
  const second = await slipway(['manifests', '.', '--json'], { cwd: folder })
  assert.deepEqual(JSON.parse(second.stdout).written, [])
  assert.equal((await slipway(['manifests', '.', '--check'], { cwd: folder })).code, 0)
})

test('--check says which file differs, and how', async (t) => {
  const folder = smallService(t)
  await slipway(['manifests', '.'], { cwd: folder })
  const file = join(folder, 'deploy/base/service.yaml')
  const lines = readFileSync(file, 'utf8').split('\n')
  const at = lines.indexOf('      port: 80')
  lines[at] = '      port: 81'
  writeFileSync(file, lines.join('\n'))
  rmSync(join(folder, 'deploy/base/namespace.yaml'))
  const { code, stdout } = await slipway(['manifests', '.', '--check'], { cwd: folder })
  assert.equal(code, 1)
  assert.equal(
    stdout,
    [
      'deploy/base/namespace.yaml: missing',
      `deploy/base/service.yaml: line ${at + 1} differs`,
      '  expected:       port: 80',
      '  got:            port: 81',
      'reviews: 2 files are not as the service says',
      'next: slipway manifests .',
      '',
    ].join('\n'),
  )
})

test('a file that was taken over by hand is left alone, and so is what a pipeline delivered', async (t) => {
  const folder = smallService(t)
  await slipway(['manifests', '.'], { cwd: folder })
  const taken = join(folder, 'deploy/base/service.yaml')
  const mine = readFileSync(taken, 'utf8')
    .replace(/^#.*\n/, '')
    .replace('port: 80\n', 'port: 8080\n')
  writeFileSync(taken, mine)
  const release = join(folder, 'deploy/overlays/production/release/kustomization.yaml')
  const delivered = readFileSync(release, 'utf8').replaceAll(/newTag: .*/g, 'newTag: "0123456"')
  writeFileSync(release, delivered)

  const { code, stdout } = await slipway(['manifests', '.', '--check'], { cwd: folder })
  assert.equal(code, 0)
  assert.match(stdout, /^left alone, as it was taken over by hand: deploy\/base\/service\.yaml$/m)
  await slipway(['manifests', '.'], { cwd: folder })
  assert.equal(readFileSync(taken, 'utf8'), mine)
  assert.equal(readFileSync(release, 'utf8'), delivered)
})

test('a generated file that the service no longer gives is left over, and removed', async (t) => {
  const training = "deploy: { training: { schedule: '0 3 * * 1', data: 's3://rows/reviews.csv' } },"
  const folder = smallService(t, {
    'service.ts': smallServiceFile.replace('  examples:', `  ${training}\n  examples:`),
  })
  await slipway(['manifests', '.'], { cwd: folder })
  writeFileSync(join(folder, 'deploy/components/training/note.yaml'), 'mine: true\n')
  writeFileSync(join(folder, 'service.ts'), smallServiceFile)
  const { code, stdout } = await slipway(['manifests', '.', '--check'], { cwd: folder })
  assert.equal(code, 1)
  assert.match(stdout, /^deploy\/components\/training\/cron-job\.yaml: left over$/m)
  const written = await slipway(['manifests', '.', '--json'], { cwd: folder })
  assert.ok(JSON.parse(written.stdout).removed.includes('deploy/components/training/cron-job.yaml'))
  assert.deepEqual(readdirSync(join(folder, 'deploy/components/training')), ['note.yaml'], 'what is not ours stays')
  assert.equal((await slipway(['manifests', '.', '--check'], { cwd: folder })).code, 0)
})

test('a service that cannot be deployed is refused with all its problems, and nothing is written', async (t) => {
  const broken = smallServiceFile
    .replace('  port: 5999,\n', '')
    .replace(
      '  examples:',
      "  deploy: { host: 'my host', replicas: 1, minAvailable: 2, resources: { limits: { memory: '64Mi' } } },\n  examples:",
    )
  const folder = smallService(t, { 'service.ts': broken })
  const { code, stderr } = await slipway(['manifests', '.'], { cwd: folder })
  assert.equal(code, 2)
  for (const place of ['/port', '/deploy/host', '/deploy/minAvailable', '/deploy/resources/limits/memory'])
    assert.match(stderr, new RegExp(`${place}: expected`))
  assert.equal(readdirSync(folder).includes('deploy'), false)
})

test('a memory limit under the need of the models that were trained is refused, with the numbers', async (t) => {
  // In bytes: 96Mi for the server, 32Mi of bodies, 100,000 values of 100 bytes, and three times 8.
  const memory = "modelMemory: '8', resources: { requests: { memory: '64Mi' }, limits: { memory: '144217752' } }"
  const tight = smallServiceFile.replace('  examples:', `  deploy: { ${memory} },\n  examples:`)
  const folder = smallService(t, { 'service.ts': tight })
  const before = await slipway(['manifests', '.'], { cwd: folder })
  assert.equal(before.code, 0, before.stderr)
  assert.equal((await slipway(['train', '.', '--no-plots'], { cwd: folder })).code, 0)
  const { code, stderr } = await slipway(['manifests', '.', '--check'], { cwd: folder })
  assert.equal(code, 2)
  assert.match(
    stderr,
    /^reviews cannot be deployed as it is declared:\n {2}\/deploy\/modelMemory: expected at least (\d+Ki), the weights of the trained models \(mood \1\), got "8"\.\n {2}\/deploy\/resources\/limits\/memory: expected at least 138Mi: 138Mi for the server and its requests, and three times the trained models \(mood \1\), got "144217752"\.\n$/,
  )
})
