import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { slipway } from '../support/cli.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

test('users are added with a password from stdin, listed without it, and removed', async (t) => {
  const cwd = temporaryFolder(t)
  const added = await slipway(['users', 'credentials.csv', 'add', 'alice', '--permissions', 'v1,v2'], {
    cwd,
    stdin: 'wonderland\n',
  })
  assert.deepEqual(
    { ...added, signal: null },
    { code: 0, signal: null, stdout: 'added alice in credentials.csv\n', stderr: '' },
  )
  const changed = await slipway(['users', 'credentials.csv', 'add', 'alice', '--password', 'looking-glass'], { cwd })
  assert.equal(changed.stdout, 'changed alice in credentials.csv\n')

  const file = readFileSync(join(cwd, 'credentials.csv'), 'utf8')
  assert.match(file, /^username,password,v1,v2\nalice,"?\$argon2id\$[^\n]+,1,1\n$/)
  const listed = await slipway(['users', 'credentials.csv'], { cwd })
  assert.equal(listed.stdout, 'user   permissions\nalice  v1, v2\n')

  const nobody = await slipway(['users', 'credentials.csv', 'remove', 'bob'], { cwd })
  assert.deepEqual(
    { code: nobody.code, stderr: nobody.stderr },
    { code: 2, stderr: 'credentials.csv has no user "bob"; it has alice.\n' },
  )
  assert.equal((await slipway(['users', 'credentials.csv', 'remove', 'alice'], { cwd })).code, 0)
})

test('an empty password, a permission that the file does not have and a wrong action are refused', async (t) => {
  const cwd = temporaryFolder(t, { 'credentials.csv': 'username,password,v1\n' })
  const run = async (...args: string[]) => {
    const { code, stderr } = await slipway(['users', 'credentials.csv', ...args], { cwd })
    return { code, stderr }
  }
  assert.deepEqual(await run('add', 'alice'), { code: 2, stderr: 'credentials.csv: the password is empty.\n' })
  assert.deepEqual(await run('add', 'alice', '--password', 'x', '--permissions', 'v2'), {
    code: 2,
    stderr: 'credentials.csv has no permission "v2"; it has v1.\n',
  })
  assert.deepEqual(await run('ad', 'alice'), {
    code: 2,
    stderr: 'slipway users: expected add, remove or list, got "ad". Did you mean "add"?\n',
  })
})
