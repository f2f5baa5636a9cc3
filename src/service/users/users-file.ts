import { randomBytes } from 'node:crypto'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { SlipwayError } from '../../errors.ts'
import type { User } from '../contract.ts'
import {
  type Credentials,
  type CredentialsTable,
  parseCredentials,
  parseCredentialsTable,
  printCredentials,
  usernameProblem,
} from './credentials.ts'
import { hashPassword } from './password.ts'

/** Reads the users of a service. @throws DATA_NOT_FOUND, INVALID_DATA */
export async function readUsers(file: string, permissions: readonly string[]): Promise<Credentials[]> {
  return parseCredentials(await readUsersText(file), permissions, file)
}

/** The text of a service's users file, not yet checked. @throws DATA_NOT_FOUND, INVALID_DATA where it cannot be read */
export async function readUsersText(file: string): Promise<string> {
  const text = await readText(file)
  if (text !== undefined) return text
  throw new SlipwayError(
    'DATA_NOT_FOUND',
    `${file} does not exist, so nobody could call this service; \`slipway users ${file} add NAME\` makes it.`,
  )
}

export interface NewUser {
  readonly username: string
  readonly password: string
  /** What the user may do; of one who is there already, absent leaves it as it was. @default none */
  readonly permissions?: readonly string[]
}

/**
 * Adds a user, or gives one who is there a new password. Makes the file where there is none, with the columns
 * `allPermissions` or, without them, the user's own.
 *
 * @throws INVALID_OPTION for a name or permission that cannot be, INVALID_DATA, WRITE_FAILED
 */
export async function addUser(
  file: string,
  user: NewUser,
  allPermissions?: readonly string[],
): Promise<'added' | 'changed'> {
  const { password } = user
  const username = user.username.normalize('NFC')
  const problem = usernameProblem(username) ?? (password === '' ? 'the password is empty.' : undefined)
  if (problem !== undefined) throw new SlipwayError('INVALID_OPTION', `${file}: ${problem}`)
  const table = await readTable(file, allPermissions ?? user.permissions ?? [])
  for (const permission of user.permissions ?? []) {
    if (table.permissions.includes(permission)) continue
    throw new SlipwayError(
      'INVALID_OPTION',
      `${file} has no permission "${permission}"; it has ${table.permissions.join(', ') || 'none'}.`,
    )
  }
  const before = table.rows.find((row) => row.username === username)
  const cells =
    user.permissions === undefined && before !== undefined
      ? before.cells
      : table.permissions.map((name) => (user.permissions?.includes(name) ? '1' : '0'))
  const row = { line: before?.line ?? 0, username, password: await hashPassword(password), cells }
  const rows =
    before === undefined ? [...table.rows, row] : table.rows.map((other) => (other.username === username ? row : other))
  await writeAtomically(file, printCredentials({ ...table, rows }))
  return before === undefined ? 'added' : 'changed'
}

/** @throws INVALID_OPTION where there is no such user, DATA_NOT_FOUND, INVALID_DATA, WRITE_FAILED */
export async function removeUser(file: string, username: string): Promise<void> {
  const table = await readTable(file)
  const composed = username.normalize('NFC')
  const rows = table.rows.filter((row) => row.username !== composed)
  if (rows.length === table.rows.length) {
    const names = table.rows.map((row) => row.username).join(', ')
    throw new SlipwayError('INVALID_OPTION', `${file} has no user "${username}"; it has ${names || 'nobody'}.`)
  }
  await writeAtomically(file, printCredentials({ ...table, rows }))
}

/** The users of a file and what they may do; never their hashes. @throws DATA_NOT_FOUND, INVALID_DATA */
export async function listUsers(file: string): Promise<User[]> {
  const { permissions, rows } = await readTable(file)
  return rows.map(({ username, cells }) => ({ username, permissions: permissions.filter((_, i) => cells[i] === '1') }))
}

async function readTable(file: string, permissionsOfNew?: readonly string[]): Promise<CredentialsTable> {
  const text = await readText(file)
  if (text !== undefined) return parseCredentialsTable(text, file)
  if (permissionsOfNew !== undefined) return { permissions: permissionsOfNew, rows: [] }
  throw new SlipwayError('DATA_NOT_FOUND', `${file} does not exist; \`slipway users ${file} add NAME\` makes it.`)
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new SlipwayError('INVALID_DATA', `${file} cannot be read: ${(error as Error).message}.`, { cause: error })
  }
}

/** Readers see the old file or the new one, never a part: written beside it, then renamed over it. */
async function writeAtomically(file: string, text: string): Promise<void> {
  const beside = join(dirname(resolve(file)), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    // A new file is for its owner alone; an old one keeps who may read it, such as a container's user.
    const mode = await stat(file).then(
      ({ mode }) => mode & 0o777,
      () => 0o600,
    )
    const handle = await open(beside, 'wx', mode)
    try {
      await handle.chmod(mode)
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw new SlipwayError(
      'WRITE_FAILED',
      `${file} could not be written: ${(error as Error).message}. It is unchanged.`,
      { cause: error },
    )
  }
}
