import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, watch } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { finished, slipway, startSlipway } from '../support/cli.ts'
import { root } from '../support/imports.ts'
import { smallService } from '../support/small-service.ts'
import { tinyReviews } from '../support/tiny-service.ts'

const model = '.slipway/reviews/mood'

/** Trains once, and gives what is in use then. */
async function trainedOnce(cwd: string): Promise<string> {
  const { code, stderr } = await slipway(['train', '.'], { cwd })
  assert.equal(code, 0, stderr)
  return inUse(cwd)
}

function inUse(cwd: string): string {
  return readFileSync(join(cwd, model, 'current'), 'utf8')
}

/** What a user finds after a failed training: the old version in use, whole; and the next training works. */
async function assertUnharmed(cwd: string, before: string): Promise<void> {
  assert.equal(inUse(cwd), before)
  const asked = await slipway(['predict', '.', '--json', 'great ride'], { cwd })
  assert.equal(JSON.parse(asked.stdout).version, before.trim())
  const again = await slipway(['train', '.'], { cwd })
  assert.equal(again.code, 0, again.stderr)
  assert.notEqual(inUse(cwd), before)
}

test('a kill in the middle of writing leaves the old version in use, and the next training works', async (t) => {
  const cwd = smallService(t)
  const before = await trainedOnce(cwd)
  const child = startSlipway(['train', '.'], { cwd })
  const exited = once(child, 'exit')
  // The first sign of the new version in the store is the moment.
  const watcher = watch(join(cwd, model), { recursive: true }, () => child.kill('SIGKILL'))
  const [, signal] = await exited
  watcher.close()
  if (signal !== 'SIGKILL') return t.skip('training had ended before it could be killed')
  await assertUnharmed(cwd, before)
})

test('a kill while it learns leaves the store as it was', async (t) => {
  const rows = tinyReviews().split('\n').slice(1, -1)
  const many = Array.from({ length: 1500 }, (_, i) => rows.map((row) => row.replace(',', ` ${i},`)).join('\n'))
  const cwd = smallService(t, { 'more.csv': `text,stars\n${many.join('\n')}\n` })
  const before = await trainedOnce(cwd)
  const files = () => readdirSync(join(cwd, '.slipway'), { recursive: true }).sort()
  const there = files()
  const child = startSlipway(['train', '.', '--data', 'more.csv'], { cwd })
  setTimeout(() => child.kill('SIGKILL'), 700)
  const [, signal] = await once(child, 'exit')
  assert.equal(signal, 'SIGKILL')
  assert.deepEqual(files(), there)
  assert.equal(inUse(cwd), before)
})

test('a limit on the size of files is told as a failed write, and the old version stays in use', async (t) => {
  if (!existsSync('/bin/bash')) return t.skip('there is no bash to set the limit with')
  const cwd = smallService(t)
  const before = await trainedOnce(cwd)
  const main = join(root, 'src/cli/main.ts')
  // 1 KiB a file: less than any version takes. Node is told so by an error, as on a full disk.
  const command = `ulimit -f 1; trap '' XFSZ; exec "${process.execPath}" --conditions=slipway-source "${main}" train .`
  const { code, stdout, stderr } = await finished(spawn('/bin/bash', ['-c', command], { cwd }))
  assert.deepEqual({ code, stdout }, { code: 1, stdout: '' })
  assert.match(stderr, /could not be written.*\n$/)
  await assertUnharmed(cwd, before)
})

test('a full disk is told as such, and the old version stays in use', async (t) => {
  const cwd = smallService(t)
  const disk = join(cwd, '.slipway')
  mkdirSync(disk)
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', disk], { stdio: 'ignore' })
  } catch {
    return t.skip('a disk that can be filled takes the right to mount one')
  }
  try {
    let before = await trainedOnce(cwd)
    let failed = await slipway(['train', '.'], { cwd })
    while (failed.code === 0) {
      before = inUse(cwd)
      failed = await slipway(['train', '.'], { cwd })
    }
    assert.equal(failed.code, 1)
    assert.match(failed.stderr, /ENOSPC|no space left/i)
    assert.equal(inUse(cwd), before)
    const asked = await slipway(['predict', '.', '--json', 'great ride'], { cwd })
    assert.equal(JSON.parse(asked.stdout).version, before.trim())
  } finally {
    execFileSync('umount', ['-l', disk])
  }
})
