import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { createLog } from 'slipway/serve'
import { LiveUsers } from '../../src/serve/access/live-users.ts'
import { addUser, removeUser } from '../../src/service/index.ts'
import { type ServerProcess, startServer } from './server-process.ts'
import { basicHeader } from './world.ts'

async function usersFile(t: TestContext): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-live-users-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'credentials.csv')
  await addUser(file, { username: 'alice', password: 'wonderland', permissions: ['v1'] }, ['v1'])
  await addUser(file, { username: 'bob', password: 'builder', permissions: ['v1'] })
  return file
}

async function liveUsers(file: string) {
  const lines: { level: string; msg: string; [fact: string]: unknown }[] = []
  const log = createLog('info', (text) =>
    lines.push(
      ...text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ),
  )
  const users = await LiveUsers.open({ file, permissions: ['v1'], log })
  const metric = (name: string, result?: string) => {
    const { values } = users.metrics().find((other) => other.name === name)!
    return values.find(({ labels }) => labels.result === result)?.value
  }
  const may = async (username: string, password: string) =>
    (await users.access.identify(basicHeader(username, password))) !== undefined
  return { users, lines, metric, may, flush: () => log.flush() }
}

test('a new user, a new password and a removed user count from the next reading of the file on', async (t) => {
  const file = await usersFile(t)
  const { users, lines, metric, may, flush } = await liveUsers(file)
  assert.deepEqual(
    [await may('alice', 'wonderland'), await may('bob', 'builder'), await may('carol', 'x')],
    [true, true, false],
  )

  await addUser(file, { username: 'carol', password: 'x' })
  await addUser(file, { username: 'alice', password: 'looking-glass' })
  await removeUser(file, 'bob')
  await users.refresh()
  assert.equal(users.access.remembered(basicHeader('alice', 'wonderland')), undefined)
  assert.deepEqual(
    [
      await may('alice', 'wonderland'),
      await may('alice', 'looking-glass'),
      await may('bob', 'builder'),
      await may('carol', 'x'),
    ],
    [false, true, false, true],
  )
  flush()
  const { level, msg, added, removed, changed } = lines.at(-1)!
  assert.deepEqual(
    { level, msg, added, removed, changed },
    { level: 'info', msg: 'users changed', added: ['carol'], removed: ['bob'], changed: ['alice'] },
  )
  assert.deepEqual([metric('ml_users'), metric('ml_users_file_loads_total', 'loaded')], [2, 2])
})

test('who did not change stays remembered, and whose permissions changed is asked again', async (t) => {
  const file = await usersFile(t)
  const { users, may } = await liveUsers(file)
  await may('alice', 'wonderland')
  await may('bob', 'builder')
  await addUser(file, { username: 'bob', password: 'builder', permissions: [] })
  await users.refresh()
  assert.equal(users.access.remembered(basicHeader('alice', 'wonderland'))?.username, 'alice')
  assert.equal(users.access.remembered(basicHeader('bob', 'builder')), undefined)
  assert.deepEqual((await users.access.identify(basicHeader('bob', 'builder')))?.permissions, [])
})

test('a password that is being checked while the user is removed is not right afterwards', async (t) => {
  const file = await usersFile(t)
  const { users, may } = await liveUsers(file)
  const checking = may('bob', 'builder')
  users.access.replaceUsers([])
  assert.equal(await checking, false)
  assert.equal(users.access.remembered(basicHeader('bob', 'builder')), undefined)
})

test('a file that is broken, half-written or gone keeps the old users: logged and counted once, and over when it is mended', async (t) => {
  const file = await usersFile(t)
  const whole = readFileSync(file, 'utf8')
  const { users, lines, metric, may, flush } = await liveUsers(file)
  const breaks = [
    () => writeFileSync(file, `${whole}carol,plain,1\n`),
    () => writeFileSync(file, ''),
    () => rmSync(file),
  ]
  for (const [i, breakIt] of breaks.entries()) {
    breakIt()
    await users.refresh()
    await users.refresh()
    assert.equal(await may('alice', 'wonderland'), true)
    assert.equal(metric('ml_users_file_loads_total', 'refused'), i + 1)
    assert.equal(metric('ml_users_file_refused'), 1)
  }
  flush()
  assert.deepEqual(
    lines.map(({ level, msg }) => [level, msg]),
    Array(3).fill(['error', 'the users file cannot be used; the users from before stay']),
  )
  writeFileSync(file, whole)
  await users.refresh()
  assert.equal(metric('ml_users_file_refused'), 0)
  assert.equal(metric('ml_users_file_loads_total', 'loaded'), 1, 'the same text as before')
})

test('a text that is not complete yet is not taken', async (t) => {
  const file = await usersFile(t)
  const whole = readFileSync(file, 'utf8')
  const { users, may, metric } = await liveUsers(file)
  // Cut between two users, it is a file like any other.
  writeFileSync(file, whole.slice(0, whole.indexOf('\nbob') + 1))
  const reading = users.refresh()
  setTimeout(() => writeFileSync(file, whole), 30)
  await reading
  assert.equal(metric('ml_users'), 2)
  assert.equal(await may('bob', 'builder'), true)
})

test('a Secret of Kubernetes, whose folder is switched by a symlink, is read anew', async (t) => {
  const file = await usersFile(t)
  const mount = join(file, '..', 'mount')
  mkdirSync(join(mount, '..2026_11_30'), { recursive: true })
  writeFileSync(join(mount, '..2026_11_30', 'credentials.csv'), readFileSync(file))
  symlinkSync('..2026_11_30', join(mount, '..data'))
  symlinkSync(join('..data', 'credentials.csv'), join(mount, 'credentials.csv'))
  const { users, may } = await liveUsers(join(mount, 'credentials.csv'))
  assert.equal(await may('bob', 'builder'), true)

  await removeUser(file, 'bob')
  mkdirSync(join(mount, '..2026_12_01'))
  writeFileSync(join(mount, '..2026_12_01', 'credentials.csv'), readFileSync(file))
  symlinkSync('..2026_12_01', join(mount, '..data_tmp'))
  renameSync(join(mount, '..data_tmp'), join(mount, '..data'))
  rmSync(join(mount, '..2026_11_30'), { recursive: true })
  await users.refresh()
  assert.equal(await may('bob', 'builder'), false)
})

/** Statuses of many requests, each on a connection of its own, so that every worker answers some. */
async function statuses({ url }: ServerProcess, user: string): Promise<number[]> {
  const ask = async () => {
    const headers = { authorization: user, connection: 'close' }
    return (await fetch(`${url}/v1/sentiment?sentence=great`, { headers })).status
  }
  return [...new Set(await Promise.all(Array.from({ length: 12 }, ask)))]
}

test('in every worker a removed user and an old password stop working within 5 s', async (t) => {
  const file = await usersFile(t)
  const server = await startServer(t, { WORKERS: '2', CREDENTIALS_FILE: file })
  const [alice, bob] = [basicHeader('alice', 'wonderland'), basicHeader('bob', 'builder')]
  assert.deepEqual([await statuses(server, alice), await statuses(server, bob)], [[200], [200]])

  await removeUser(file, 'bob')
  await addUser(file, { username: 'alice', password: 'looking-glass' })
  await new Promise((resolve) => setTimeout(resolve, 5000))
  assert.deepEqual([await statuses(server, alice), await statuses(server, bob)], [[401], [401]])
  assert.deepEqual(await statuses(server, basicHeader('alice', 'looking-glass')), [200])

  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  assert.match(metrics, /^ml_users 1$/m)
  assert.match(metrics, /^ml_users_file_loads_total\{result="loaded"\} [4-6]$/m)
})
