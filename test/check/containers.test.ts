import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readable } from '../../src/check/containers/readable-copy.ts'
import { slipway } from '../support/cli.ts'
import { smallService, smallServiceFile } from '../support/small-service.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const checkedService = smallServiceFile.replace(
  /\}\)\s*$/,
  'checks: { a: [{ name: "it runs", request: { path: "/livez" }, expect: {} }] },\n})',
)

/** A folder with programs in it, in the place of those that are installed. */
function programs(t: Parameters<typeof temporaryFolder>[0], scripts: { readonly [name: string]: string }): string {
  const folder = temporaryFolder(t)
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return folder
}

test('where containers cannot be had, slipway check --containers says what is missing and what to do', async (t) => {
  const folder = smallService(t, { 'service.ts': checkedService, 'docker-compose.yml': '' })
  const said = async (scripts: { readonly [name: string]: string }) => {
    const { code, stderr } = await slipway(['check', folder, '--containers'], { env: { PATH: programs(t, scripts) } })
    assert.equal(code, 1)
    return stderr
  }
  assert.match(await said({}), /^Docker is not installed: .*docs\.docker\.com\/engine.*--url\.\n$/)
  const deaf = 'echo "Cannot connect to the Docker daemon" >&2; exit 1'
  assert.match(await said({ docker: deaf }), /its engine does not answer \("Cannot connect to the Docker daemon"\)/)
  const alone = 'case "$1" in version) echo 27;; *) exit 1;; esac'
  assert.match(await said({ docker: alone }), /^Docker is here, Compose is not: /)
})

test('a service without checks, or without a compose file, is told what to do', async (t) => {
  const scripts = { docker: 'echo 27', 'docker-compose': 'exit 0' }
  const env = { PATH: programs(t, scripts) }
  const none = await slipway(['check', smallService(t), '--containers'], { env })
  assert.deepEqual(
    [none.code, none.stderr],
    [2, 'reviews has no checks; declare some in its service.ts, under `checks`.\n'],
  )
  const folder = smallService(t, { 'service.ts': checkedService })
  const { code, stderr } = await slipway(['check', folder, '--containers'], { env })
  assert.equal(code, 2)
  assert.match(stderr, /docker-compose\.yml does not exist; write it with `slipway manifests reviews`\.\n$/)
})

test('files that only their owner may read are mounted as a copy that goes away again', async (t) => {
  const folder = temporaryFolder(t, { 'open.csv': 'a', 'secret.csv': 'b' })
  mkdirSync(join(folder, 'store'))
  writeFileSync(join(folder, 'store/weights'), 'c')
  chmodSync(join(folder, 'open.csv'), 0o644)
  for (const [name, mode] of [
    ['secret.csv', 0o600],
    ['store/weights', 0o640],
    ['store', 0o755],
  ] as const)
    chmodSync(join(folder, name), mode)
  assert.equal((await readable(join(folder, 'open.csv'))).path, join(folder, 'open.csv'))
  for (const [name, inside] of [
    ['secret.csv', ''],
    ['store', '/weights'],
  ] as const) {
    let path = ''
    {
      await using copy = await readable(join(folder, name))
      path = copy.path
      assert.notEqual(path, join(folder, name))
      assert.equal(statSync(path + inside).mode & 0o004, 0o004, 'everybody may read it')
      assert.equal(statSync(join(path, '..')).mode & 0o777, 0o700, 'nobody else here can get at it')
      assert.equal(readFileSync(path + inside, 'utf8').length, 1)
    }
    assert.equal(existsSync(path), false)
  }
})
