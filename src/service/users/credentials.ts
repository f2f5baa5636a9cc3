import { type Problem, SlipwayError } from '../../errors.ts'
import { isWeak, type PasswordHash, parsePasswordHash } from './password.ts'

/** A user as the server holds one. */
export interface Credentials {
  readonly username: string
  readonly hash: PasswordHash
  readonly permissions: readonly string[]
}

/** The file as it is written: rows of cells, not yet checked. */
export interface CredentialsTable {
  readonly permissions: readonly string[]
  readonly rows: readonly CredentialsRow[]
}

export interface CredentialsRow {
  readonly line: number
  /** In Unicode's composed form (NFC), however the file writes its accents. */
  readonly username: string
  readonly password: string
  /** One cell for each of the table's permissions. */
  readonly cells: readonly string[]
}

/**
 * Reads `username,password,<permission>…`: one user a line, permissions 0 or 1, passwords as argon2id hashes.
 *
 * @param permissions those of the service: the file has to have exactly these
 * @param file its name, for messages
 * @throws INVALID_DATA with every problem at once; a password in plain text is refused
 */
export function parseCredentials(text: string, permissions: readonly string[], file: string): Credentials[] {
  const table = parseCredentialsTable(text, file)
  const problems = checkColumns(table, permissions)
  if (problems.length > 0) throw unusable(file, problems)
  const users: Credentials[] = []
  for (const row of table.rows) {
    const hash = parsePasswordHash(row.password)
    const wrong = [
      ...checkUsername(row, table.rows),
      ...checkPassword(row, hash, file),
      ...checkCells(row, table.permissions),
    ]
    problems.push(...wrong)
    if (hash !== undefined && wrong.length === 0) {
      users.push({
        username: row.username,
        hash,
        permissions: permissions.filter((name) => row.cells[table.permissions.indexOf(name)] === '1'),
      })
    }
  }
  if (problems.length > 0) throw unusable(file, problems)
  return users
}

/** The file's rows, whatever the passwords look like: what editing it starts from. @throws INVALID_DATA */
export function parseCredentialsTable(text: string, file: string): CredentialsTable {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const header = splitLine(lines[0]!)
  if (header[0] !== 'username' || header[1] !== 'password') {
    throw unusable(file, [
      {
        path: 'line 1',
        message: `expected the columns username,password and then the permissions, got "${lines[0]}".`,
      },
    ])
  }
  const problems: Problem[] = []
  const rows = lines.slice(1).flatMap((content, i): CredentialsRow[] => {
    if (content.trim() === '') return []
    const cells = splitLine(content)
    const line = i + 2
    if (cells.length !== header.length) {
      const hint = content.includes('$argon2') ? ' A hash holds commas: write it in double quotes.' : ''
      problems.push({ path: `line ${line}`, message: `expected ${header.length} cells, got ${cells.length}.${hint}` })
      return []
    }
    return [{ line, username: cells[0]!.normalize('NFC'), password: cells[1]!, cells: cells.slice(2) }]
  })
  if (problems.length > 0) throw unusable(file, problems)
  return { permissions: header.slice(2), rows }
}

export function printCredentials(
  table: Pick<CredentialsTable, 'permissions'> & { readonly rows: readonly Omit<CredentialsRow, 'line'>[] },
): string {
  const rows = table.rows.map(({ username, password, cells }) => [username, password, ...cells])
  return [['username', 'password', ...table.permissions], ...rows]
    .map((cells) => `${cells.map(quote).join(',')}\n`)
    .join('')
}

/** What a user name may not be: HTTP Basic ends it at the first colon, and control characters break the file. */
export function usernameProblem(username: string): string | undefined {
  if (username === '') return 'the user name is empty.'
  if (username.includes(':')) return `the user name "${username}" has a colon, which HTTP Basic cannot carry.`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(username)) return 'the user name has a control character.'
  return username === username.trim() ? undefined : `the user name "${username}" begins or ends with a space.`
}

function checkColumns({ permissions: found }: CredentialsTable, expected: readonly string[]): Problem[] {
  const unknown = found.filter((name, i) => !expected.includes(name) || found.indexOf(name) !== i)
  const missing = expected.filter((name) => !found.includes(name))
  const wanted = ['username', 'password', ...expected].join(',')
  return [
    ...unknown.map((name) => ({
      path: 'line 1',
      message: `the column "${name}" is unknown or there twice; expected ${wanted}.`,
    })),
    ...missing.map((name) => ({ path: 'line 1', message: `the column "${name}" is missing; expected ${wanted}.` })),
  ]
}

function checkUsername(row: CredentialsRow, rows: readonly CredentialsRow[]): Problem[] {
  const problem = usernameProblem(row.username)
  if (problem !== undefined) return [{ path: `line ${row.line}`, message: problem }]
  const first = rows.find(({ username }) => username === row.username)!
  if (first.line === row.line) return []
  return [{ path: `line ${row.line}`, message: `the user "${row.username}" is already on line ${first.line}.` }]
}

function checkPassword({ line, username }: CredentialsRow, hash: PasswordHash | undefined, file: string): Problem[] {
  const path = `line ${line}`
  const again = `\`slipway users ${file} add ${username}\` asks for the password and writes`
  if (hash === undefined) {
    const plain = `the password of "${username}" is not an argon2id hash; passwords are never stored in plain text.`
    return [{ path, message: `${plain} ${again} its hash.` }]
  }
  if (!isWeak(hash)) return []
  const { memoryKib, passes } = hash
  const weak = `the hash of "${username}" has m=${memoryKib} (KiB) and t=${passes}; expected m=19456 and t=2, or as strong.`
  return [{ path, message: `${weak} ${again} a new one.` }]
}

function checkCells({ line, cells }: CredentialsRow, permissions: readonly string[]): Problem[] {
  return permissions.flatMap((name, i) =>
    cells[i] === '0' || cells[i] === '1'
      ? []
      : [{ path: `line ${line}`, message: `column "${name}": expected 0 or 1, got "${cells[i]}".` }],
  )
}

function unusable(file: string, problems: readonly Problem[]): SlipwayError {
  const lines = problems.map(({ path, message }) => `${file}, ${path}: ${message}`)
  return new SlipwayError('INVALID_DATA', lines.join('\n'), { problems })
}

/** The cells of a line; a cell in double quotes may hold commas, and doubled quotes. */
function splitLine(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"(?=,|$)|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!,
  )
}

function quote(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
