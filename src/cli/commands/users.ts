import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SlipwayError } from '../../errors.ts'
import { didYouMean } from '../../learn/suggest.ts'
import { readService } from '../../service/index.ts'
import { addUser, listUsers, removeUser } from '../../service/users/index.ts'
import { defineCommand, type Result, shared } from '../command.ts'
import { readPassword } from '../read-password.ts'
import { table } from '../table.ts'

export default defineCommand({
  name: 'users',
  positionals: [
    { name: 'credentials.csv', help: 'credentials file; "add" creates it if missing' },
    { name: 'action', help: 'add NAME, remove NAME, or list (the default)', required: false },
    { name: 'name', help: 'user name', required: false },
  ],
  options: {
    password: {
      type: 'string',
      value: 'TEXT',
      help: 'password for "add" (default: prompt, or the first line of stdin)',
    },
    permissions: {
      type: 'string',
      value: 'A,B',
      help: 'permissions for "add" (default: none; for an existing user: unchanged)',
    },
    json: shared.json,
  },
  examples: [
    'slipway users credentials.csv add alice --permissions v1,v2',
    'slipway users credentials.csv remove alice',
    'slipway users credentials.csv',
  ],
  async run([file = '', action = 'list', name], options) {
    if (action === 'list') return await list(file)
    if (action !== 'add' && action !== 'remove') {
      const hint = didYouMean(action, ['add', 'remove', 'list'])
      throw new SlipwayError('USAGE', `slipway users: expected add, remove or list, got "${action}".${hint}`)
    }
    if (name === undefined) throw new SlipwayError('USAGE', `slipway users ${file} ${action}: name the user.`)
    if (action === 'remove') {
      await removeUser(file, name)
      return { text: `removed ${name} from ${file}`, data: { file, username: name, done: 'removed' } }
    }
    const permissions = options.permissions?.split(',').filter((permission) => permission !== '')
    const password = options.password ?? (await readPassword(name))
    const user = { username: name, password, ...(permissions && { permissions }) }
    const done = await addUser(file, user, await permissionsOfNewFile(file))
    return { text: `${done} ${name} in ${file}`, data: { file, username: name, done } }
  },
})

async function list(file: string): Promise<Result> {
  const users = await listUsers(file)
  const rows = users.map(({ username, permissions }) => [username, permissions.join(', ')])
  return { text: table(['user', 'permissions'], rows), data: { file, users } }
}

/** The columns of a file that is made now: the permissions of the service beside it, where there is one. */
async function permissionsOfNewFile(file: string): Promise<readonly string[] | undefined> {
  if (existsSync(file) || !existsSync(join(dirname(file), 'service.ts'))) return undefined
  const { access } = await readService(dirname(file))
  return access?.permissions
}
