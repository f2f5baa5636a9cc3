import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { isSlipwayError } from 'slipway'
import {
  addUser,
  hashPassword,
  listUsers,
  parseCredentials,
  parsePasswordHash,
  readUsers,
  removeUser,
  verifyPassword,
} from '../../src/service/index.ts'

function file(t: TestContext, content?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-users-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'credentials.csv')
  if (content !== undefined) writeFileSync(path, content)
  return path
}

test('a hash fits its own password and no other, and is never the same twice', async () => {
  const [first, second] = await Promise.all([hashPassword('wonderland'), hashPassword('wonderland')])
  assert.match(first, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.notEqual(first, second)
  assert.equal(await verifyPassword('wonderland', parsePasswordHash(first)!), true)
  assert.equal(await verifyPassword('wonderlanD', parsePasswordHash(first)!), false)
  const unicode = await hashPassword('schlüssel:€😀')
  assert.equal(await verifyPassword('schlüssel:€😀', parsePasswordHash(unicode)!), true)
})

test('a hash of another argon2id program is understood', async () => {
  // printf 'password' | argon2 somesalt -id -t 2 -k 65536 -p 1: an example of the reference program's README and tests.
  const hash = parsePasswordHash(
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
  )
  assert.equal(await verifyPassword('password', hash!), true)
})

test('text that is no argon2id hash is none', () => {
  for (const text of [
    '',
    'wonderland',
    '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=1,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=65536,t=2,p=1$c2E$CTFhFdXP',
  ]) {
    assert.equal(parsePasswordHash(text), undefined, text)
  }
})

test('users are added, changed, listed and removed, and the server reads what was written', async (t) => {
  const path = file(t)
  assert.equal(
    await addUser(path, { username: 'alice', password: 'wonderland', permissions: ['v1', 'v2'] }, ['v1', 'v2']),
    'added',
  )
  assert.equal(
    await addUser(path, { username: 'bob, "the builder"', password: 'builder', permissions: ['v1'] }),
    'added',
  )
  assert.equal(await addUser(path, { username: 'carol', password: 'x' }), 'added')
  assert.deepEqual(await listUsers(path), [
    { username: 'alice', permissions: ['v1', 'v2'] },
    { username: 'bob, "the builder"', permissions: ['v1'] },
    { username: 'carol', permissions: [] },
  ])
  const before = readFileSync(path, 'utf8')
  assert.equal(await addUser(path, { username: 'alice', password: 'looking-glass' }), 'changed')
  assert.notEqual(readFileSync(path, 'utf8'), before)
  const users = await readUsers(path, ['v1', 'v2'])
  assert.deepEqual(
    users.map(({ username, permissions }) => [username, permissions]),
    [
      ['alice', ['v1', 'v2']],
      ['bob, "the builder"', ['v1']],
      ['carol', []],
    ],
  )
  assert.equal(await verifyPassword('looking-glass', users[0]!.hash), true)
  await removeUser(path, 'carol')
  assert.deepEqual(
    (await listUsers(path)).map(({ username }) => username),
    ['alice', 'bob, "the builder"'],
  )
  assert.deepEqual(readdirSync(join(path, '..')), ['credentials.csv'], 'nothing is left beside it')
  assert.equal(statSync(path).mode & 0o777, 0o600)
})

test('what cannot be added or removed is refused, and the file stays', async (t) => {
  const path = file(t, 'username,password,v1\n')
  const refused = async (work: Promise<unknown>) => {
    await assert.rejects(work, (error) => isSlipwayError(error, 'INVALID_OPTION'))
    return work.catch((error: Error) => error.message.replace(path, 'FILE'))
  }
  const password = 'a'
  assert.equal(
    await refused(addUser(path, { username: 'a:b', password })),
    'FILE: the user name "a:b" has a colon, which HTTP Basic cannot carry.',
  )
  assert.equal(await refused(addUser(path, { username: '', password })), 'FILE: the user name is empty.')
  assert.equal(
    await refused(addUser(path, { username: 'a\nb', password })),
    'FILE: the user name has a control character.',
  )
  assert.equal(
    await refused(addUser(path, { username: 'a ', password })),
    'FILE: the user name "a " begins or ends with a space.',
  )
  assert.equal(await refused(addUser(path, { username: 'a', password: '' })), 'FILE: the password is empty.')
  assert.equal(
    await refused(addUser(path, { username: 'a', password, permissions: ['v9'] })),
    'FILE has no permission "v9"; it has v1.',
  )
  assert.equal(await refused(removeUser(path, 'a')), 'FILE has no user "a"; it has nobody.')
  assert.equal(readFileSync(path, 'utf8'), 'username,password,v1\n')
})

test('a file with a plain password is mended by adding the user again', async (t) => {
  const path = file(t, '\uFEFFusername,password,v1\r\nalice,wonderland,1\r\n')
  await assert.rejects(readUsers(path, ['v1']), { code: 'INVALID_DATA' })
  await addUser(path, { username: 'alice', password: 'wonderland' })
  assert.deepEqual(
    (await readUsers(path, ['v1'])).map(({ permissions }) => permissions),
    [['v1']],
  )
})

test('every problem of a file is told, with its line', async () => {
  const hash = await hashPassword('a')
  const text = [
    'username,password,v1,v2',
    `alice,"${hash}",1,1`,
    `alice,"${hash}",1,0`,
    'bob,builder,1,0',
    `a:b,"${hash}",1,0`,
    `carol,"${hash}",yes,0`,
  ].join('\n')
  assert.throws(() => parseCredentials(text, ['v1', 'v2'], 'users.csv'), {
    code: 'INVALID_DATA',
    message: [
      'users.csv, line 3: the user "alice" is already on line 2.',
      'users.csv, line 4: the password of "bob" is not an argon2id hash; passwords are never stored in plain text. `slipway users users.csv add bob` asks for the password and writes its hash.',
      'users.csv, line 5: the user name "a:b" has a colon, which HTTP Basic cannot carry.',
      'users.csv, line 6: column "v1": expected 0 or 1, got "yes".',
    ].join('\n'),
  })
})

test('a hash that is too cheap to guess is refused, with the command that makes a new one', () => {
  const file = (cost: string) =>
    `username,password\nbob,"$argon2id$v=19$${cost}$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"\n`
  for (const cost of ['m=19456,t=2,p=1', 'm=47104,t=1,p=1', 'm=12288,t=3,p=1', 'm=7168,t=5,p=1', 'm=65536,t=3,p=4'])
    assert.equal(parseCredentials(file(cost), [], 'users.csv').length, 1, cost)
  for (const cost of ['m=19456,t=1,p=1', 'm=19455,t=2,p=1', 'm=8,t=1,p=1', 'm=4096,t=50,p=1'])
    assert.throws(() => parseCredentials(file(cost), [], 'users.csv'), { code: 'INVALID_DATA' }, cost)
  assert.throws(() => parseCredentials(file('m=4096,t=3,p=1'), [], 'users.csv'), {
    message:
      'users.csv, line 2: the hash of "bob" has m=4096 (KiB) and t=3; expected m=19456 and t=2, or as strong. ' +
      '`slipway users users.csv add bob` asks for the password and writes a new one.',
  })
})

test('a name is the same user however its accents are written', async (t) => {
  const path = file(t)
  const [composed, apart] = ['zo\u00eb', 'zoe\u0308']
  assert.equal(await addUser(path, { username: apart, password: 'a', permissions: [] }), 'added')
  assert.equal(await addUser(path, { username: composed, password: 'b' }), 'changed')
  assert.deepEqual(
    (await listUsers(path)).map(({ username }) => username),
    [composed],
  )
  const [line] = readFileSync(path, 'utf8').split('\n').slice(1)
  assert.throws(
    () => parseCredentials(`username,password\n${line}\n${line!.replace(composed, apart)}\n`, [], 'users.csv'),
    {
      message: 'users.csv, line 3: the user "zo\u00eb" is already on line 2.',
    },
  )
  await removeUser(path, apart)
  assert.deepEqual(await listUsers(path), [])
})

test("the columns have to be the service's permissions", () => {
  const problem = (header: string) => {
    try {
      parseCredentials(header, ['v1', 'v2'], 'users.csv')
      return 'none'
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.equal(problem('username,password,v2,v1'), 'none')
  assert.equal(
    problem('username,password,v1,v3'),
    'users.csv, line 1: the column "v3" is unknown or there twice; expected username,password,v1,v2.\n' +
      'users.csv, line 1: the column "v2" is missing; expected username,password,v1,v2.',
  )
  assert.equal(
    problem('name,password,v1'),
    'users.csv, line 1: expected the columns username,password and then the permissions, got "name,password,v1".',
  )
})

test('a hash without quotes is told apart from a wrong number of cells', async () => {
  assert.throws(
    () => parseCredentials(`username,password\nalice,$argon2id$v=19$m=19456,t=2,p=1$a$b`, [], 'users.csv'),
    {
      message: 'users.csv, line 2: expected 2 cells, got 4. A hash holds commas: write it in double quotes.',
    },
  )
})

test('a missing file is said with the command that makes it', async () => {
  await assert.rejects(readUsers('/not/there.csv', []), {
    code: 'DATA_NOT_FOUND',
    message:
      '/not/there.csv does not exist, so nobody could call this service; `slipway users /not/there.csv add NAME` makes it.',
  })
})

test('a file that cannot be written is left as it was', async () => {
  await assert.rejects(addUser('/proc/credentials.csv', { username: 'a', password: 'b' }), { code: 'WRITE_FAILED' })
})
