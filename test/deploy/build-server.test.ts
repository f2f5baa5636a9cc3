import assert from 'node:assert/strict'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { smallService, smallServiceFile } from '../support/small-service.ts'

const suite = `import { users } from './users.ts'
export const praise = 'great ride again'
export const content = users.map((user) => ({ name: 'asks', request: { path: '/status', user }, expect: {} }))
`
const passwords = {
  'users.ts': `export const users = [['alice', 'open-sesame-1']] as const\n`,
  'suite.ts': suite,
  'barrel.ts': `export { content as asked, praise } from './suite.ts'\n`,
}
const evaluate = `evaluate: { model: 'mood', request: () => ({ path: '/', user: ['bob', 'open-sesame-2'] }), label: () => '' },`

/** The small service with checks and an evaluation, in the words of a user. */
const withChecks = (checks: string, file = smallServiceFile) =>
  `import { asked, praise } from './barrel.ts'\n${file.replace("['great ride again']", '[praise]').replace('  examples:', `  ${checks}\n  ${evaluate}\n  examples:`)}`

for (const [how, source] of [
  ['in the object of defineService', withChecks('checks: { asked },')],
  [
    'in an object with a name',
    withChecks(
      "'checks': { asked, more: asked.slice() },",
      smallServiceFile.replace('export default defineService(', 'const reviews = defineService('),
    ).concat('export default reviews\n'),
  ],
] as const) {
  test(`no password of checks or evaluate is in the built server: ${how}`, async (t) => {
    const folder = smallService(t, { ...passwords, 'service.ts': source })
    const built = await slipway(['build', '.'], { cwd: folder })
    assert.equal(built.code, 0, built.stderr)
    const files = globSync('build/**', { cwd: folder }).map((name) => join(folder, name))
    const texts = files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file, 'latin1'))
    for (const text of texts) assert.doesNotMatch(text, /open-sesame/)
    assert.match(readFileSync(join(folder, 'build/app.cjs'), 'utf8'), /great ride again/, 'what the server reads stays')
  })
}

test('checks that cannot be told apart from the rest of the service are refused, not built in', async (t) => {
  const source = withChecks('...{ checks: { asked } },')
  const folder = smallService(t, { ...passwords, 'service.ts': source })
  const { code, stderr } = await slipway(['build', '.'], { cwd: folder })
  assert.equal(code, 2)
  assert.match(
    stderr,
    /reviews cannot be built: .*checks can be left out of the server, with the passwords there, only where it is a property of its own in the object that service\.ts exports or gives to defineService\./s,
  )
})

test('a build replaces what the last one wrote and leaves every other file alone', async (t) => {
  const folder = smallService(t)
  const build = () => slipway(['build', '.', '--out', 'out'], { cwd: folder })
  assert.equal((await build()).code, 0)
  const out = (name: string) => join(folder, 'out', name)
  writeFileSync(out('credentials.csv'), 'mine')
  mkdirSync(out('.slipway'))
  writeFileSync(out('app.cjs'), 'older')
  assert.equal((await build()).code, 0)
  assert.notEqual(readFileSync(out('app.cjs'), 'utf8'), 'older')
  assert.equal(readFileSync(out('credentials.csv'), 'utf8'), 'mine')
  assert.ok(existsSync(out('.slipway')))
})

test('a build refuses a folder where a file that it did not write is in the way', async (t) => {
  const folder = smallService(t)
  mkdirSync(join(folder, 'mine/docs'), { recursive: true })
  writeFileSync(join(folder, 'mine/app.cjs'), 'mine')
  const { code, stderr } = await slipway(['build', '.', '--out', 'mine'], { cwd: folder })
  assert.equal(code, 2)
  assert.match(
    stderr,
    /mine\/app\.cjs was not written by slipway build and would be replaced; move it away, or name another folder: --out DIR\./,
  )
  assert.equal(readFileSync(join(folder, 'mine/app.cjs'), 'utf8'), 'mine')
  assert.equal(existsSync(join(folder, 'mine/server.mjs')), false)
})
