import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { openStore, type Store } from 'slipway/store'
import { smallDraft } from '../support/drafts.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const writer = join(import.meta.dirname, '../support/write-versions.ts')
const node = [process.execPath, '--conditions=slipway-source', writer] as const
const later = (seconds: number) =>
  smallDraft({ created: new Date(Date.UTC(2026, 10, 23) + seconds * 1000).toISOString().replace('.000', '') })

/** Every version that shows can be read, and the one in use is among them. */
async function checkWhole(store: Store): Promise<void> {
  const versions = await store.versions('v1')
  for (const version of versions) await store.read('v1', version)
  const current = await store.current('v1')
  assert.ok(current !== undefined && versions.includes(current), `${current} is none of ${versions}`)
}

const temporary = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('.tmp-'))

test('a writer killed at any moment leaves a whole version in use, and its leftovers to the next', async (t) => {
  const folder = temporaryFolder(t)
  const store = openStore(folder, 'park-sentiment')
  let left = 0
  for (let kill = 0; kill < 6; kill++) {
    const child = spawn(node[0], [...node.slice(1), folder], { stdio: ['ignore', 'pipe', 'inherit'] })
    await firstLine(child)
    await setTimeout(7 + 13 * kill)
    child.kill('SIGKILL')
    await once(child, 'exit')
    left += temporary(join(folder, 'park-sentiment/v1')).length
    await checkWhole(store)
  }
  await store.write('v1', smallDraft())
  t.diagnostic(`${left} leftovers of 6 killed writers`)
  assert.deepEqual(temporary(join(folder, 'park-sentiment/v1')), [])
  await checkWhole(store)
})

test('a disk that is full leaves the version in use and nothing half-written', async (t) => {
  const folder = temporaryFolder(t)
  using disk = mount(folder, ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', folder])
  if (!disk) return t.skip('needs the right to mount a small disk')
  const store = openStore(folder, 'park-sentiment')
  const version = await store.write('v1', smallDraft())
  const { status, stdout } = spawnSync(node[0], [...node.slice(1), folder, 'once'], { encoding: 'utf8' })
  assert.equal(status, 1)
  assert.match(
    stdout,
    /\/park-sentiment\/v1\/\w+-\w+ could not be written \(ENOSPC: no space left on device, write\); what was there before is unchanged\./,
  )
  assert.deepEqual(await store.versions('v1'), [version])
  assert.deepEqual(temporary(join(folder, 'park-sentiment/v1')), [])
  await checkWhole(store)
})

test('a limit on the size of files has the same effect', async (t) => {
  if (process.platform === 'win32') return t.skip('Windows has no ulimit')
  const folder = temporaryFolder(t)
  const store = openStore(folder, 'park-sentiment')
  const version = await store.write('v1', smallDraft())
  const command = `ulimit -f 100; exec "$@"`
  const { status, stdout } = spawnSync('sh', ['-c', command, 'sh', ...node, folder, 'once'], { encoding: 'utf8' })
  assert.equal(status, 1)
  assert.match(stdout, /could not be written \(EFBIG: .*\); what was there before is unchanged\./)
  assert.deepEqual(await store.versions('v1'), [version])
  await checkWhole(store)
})

test('a folder that may only be read is read, and not written', async (t) => {
  const folder = temporaryFolder(t)
  const store = openStore(folder, 'park-sentiment')
  const version = await store.write('v1', smallDraft())
  const model = join(folder, 'park-sentiment/v1')
  using readOnly = makeReadOnly(model)
  if (!readOnly) return t.skip('needs the right to mount, or a user other than root')
  await store.read('v1', version)
  for (const refused of [() => store.checkWritable('v1'), () => store.write('v1', later(1))]) {
    await assert.rejects(refused, { code: 'WRITE_FAILED', message: /could not be written \((EROFS|EACCES): / })
  }
  await assert.rejects(store.write('v1', later(1)), {
    code: 'WRITE_FAILED',
    message: /could not be written \((EROFS|EACCES): .*\); what was there before is unchanged\.$/,
  })
  await checkWhole(store)
})

test('whether a store can be written is tried before anything is, and leaves nothing behind', async (t) => {
  const folder = temporaryFolder(t)
  const store = openStore(join(folder, 'not/yet'), 'park-sentiment')
  await store.checkWritable('v1')
  assert.deepEqual(readdirSync(folder), [])
})

test('readers that look again and again while versions come never see a broken one', async (t) => {
  const folder = temporaryFolder(t)
  const store = openStore(folder, 'park-sentiment')
  await store.write('v1', later(0))
  let done = false
  const reading = (async () => {
    let seen = 0
    for (; !done; seen++) await store.read('v1', (await store.current('v1'))!)
    return seen
  })()
  for (let i = 1; i < 25; i++) await store.write('v1', later(i))
  done = true
  assert.ok((await reading) > 0)
  await checkWhole(store)
})

test('several writers at once each write their version whole', async (t) => {
  const folder = temporaryFolder(t)
  const store = openStore(folder, 'park-sentiment')
  const versions = await Promise.all([1, 2, 3, 4, 4, 4].map((seconds) => store.write('v1', later(seconds))))
  assert.deepEqual(await store.versions('v1'), [...new Set(versions)].sort())
  assert.deepEqual(temporary(join(folder, 'park-sentiment/v1')), [])
  await checkWhole(store)
})

test('leftovers of writers that are gone are removed, those of running ones are not', async (t) => {
  const folder = temporaryFolder(t)
  const model = join(folder, 'park-sentiment/v1')
  const { pid: gone } = spawnSync(process.execPath, ['-e', ''])
  const host = hostname().replaceAll(/[^A-Za-z0-9.-]/g, '_')
  const day = 24 * 3600
  const now = Date.now() / 1000
  for (const [name, age] of [
    [`.tmp-${host}-${gone}-0a`, 0],
    [`.tmp-${host}-${process.pid}-0b`, 2 * day],
    [`.tmp-elsewhere-1-0c`, day / 2],
    [`.tmp-elsewhere-1-0d`, 2 * day],
    ['.tmp-of-something-else', 2 * day],
    ['.tmp-of-something-new', 0],
  ] as const) {
    mkdirSync(join(model, name), { recursive: true })
    writeFileSync(join(model, name, 'model.json'), '{}')
    utimesSync(join(model, name), now - age, now - age)
  }
  const store = openStore(folder, 'park-sentiment')
  const version = await store.write('v1', smallDraft())
  assert.deepEqual(await store.versions('v1'), [version])
  const kept = [`.tmp-${host}-${process.pid}-0b`, '.tmp-elsewhere-1-0c', '.tmp-of-something-new']
  assert.deepEqual(temporary(model).sort(), kept.sort())
})

/** Mounts something at a path until the end of the block; undefined where that is not allowed. */
function mount(path: string, options: readonly string[]): Disposable | undefined {
  const { status } = spawnSync('mount', options)
  return status === 0 ? { [Symbol.dispose]: () => void spawnSync('umount', [path]) } : undefined
}

/** Root writes whatever the mode says, but not on a disk that is mounted for reading. */
function makeReadOnly(path: string): Disposable | undefined {
  if (process.getuid?.() === 0) {
    const mounted = mount(path, ['--bind', path, path])
    if (mounted) spawnSync('mount', ['-o', 'remount,ro,bind', path])
    return mounted
  }
  chmodSync(path, 0o555)
  return { [Symbol.dispose]: () => chmodSync(path, 0o755) }
}

async function firstLine(child: ChildProcess): Promise<void> {
  await once(child.stdout!, 'data')
}
