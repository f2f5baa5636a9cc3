import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cleanEnvironment, finished, slipway } from '../support/cli.ts'
import { root } from '../support/imports.ts'
import { ready } from '../support/server.ts'
import { smallService } from '../support/small-service.ts'

const bin = (args: readonly string[], cwd = root, env = {}) =>
  spawn(process.execPath, [join(root, 'src/cli/bin.ts'), ...args], { cwd, env: { ...cleanEnvironment(), ...env } })

/** What `npm start` runs. */
function npmStart(args: readonly string[], cwd: string, env: object): ReturnType<typeof bin> {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const [program, script = '', command = ''] = (scripts.start as string).split(' ')
  assert.deepEqual([program, command], ['node', args[0]])
  return spawn(process.execPath, [join(root, script), ...args], { cwd, env: { ...cleanEnvironment(), ...env } })
}

test('in a checkout the bin runs the sources, and what they print and end with is its own', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { code, stdout } = await finished(bin(['--version']))
  assert.deepEqual({ code, stdout }, { code: 0, stdout: `slipway ${version} (Node ${process.versions.node})\n` })
  const wrong = await finished(bin(['sail']))
  assert.deepEqual({ code: wrong.code, stdout: wrong.stdout }, { code: 2, stdout: '' })
})

test('a signal to the bin reaches the server that it runs, which drains', async (t) => {
  const cwd = smallService(t)
  await slipway(['train', '.'], { cwd })
  const { child } = await ready(t, bin(['serve', '.', '--port', '0', '--host', '127.0.0.1'], cwd))
  child.kill('SIGTERM')
  assert.deepEqual(await once(child, 'exit'), [0, null])
})

for (const { name, start, typed } of [
  { name: 'slipway train', start: bin, typed: ['train', '.', '--no-plots'] },
  { name: 'npm start', start: npmStart, typed: ['up', '.'] },
]) {
  test(`${name}: a training that runs out of memory ends with a sentence that says what to raise`, async (t) => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `word${i} and word${i * 7} again,${i % 2 ? 1 : 5}`)
    const cwd = smallService(t, { 'reviews.csv': ['text,stars', ...rows, ''].join('\n') })
    const little = { NODE_OPTIONS: '--max-old-space-size=24' }
    const { code, stderr } = await finished(start(typed, cwd, little))
    assert.equal(code, 1)
    assert.equal(
      stderr.trimEnd().split('\n').at(-1),
      `slipway ran out of memory and was ended by Node. Give Node more heap, in megabytes: NODE_OPTIONS=--max-old-space-size=8192 slipway ${typed.join(' ')}; or train on fewer rows or features.`,
    )
  })
}
