import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/**
 * What a new hash costs: 19 MiB, two passes, one lane, the least that OWASP's Password Storage Cheat Sheet asks of
 * argon2id. A check takes about 30 ms of a core; the server remembers a password that was right.
 */
const cost = { memoryKib: 19_456, passes: 2, lanes: 1 }
const phc = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** What a check costs: memory, passes over it, and lanes that can be filled at a time. */
interface Cost {
  readonly memoryKib: number
  readonly passes: number
  readonly lanes: number
}

/** A stored password: what to derive with, and what has to come out. */
export interface PasswordHash extends Cost {
  readonly salt: Buffer
  readonly tag: Buffer
}

/**
 * The argon2id hash of a password, in Unicode's composed form (NFC), with a new salt, in PHC format:
 * `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const composed = password.normalize('NFC')
  const tag = await derive('argon2id', parameters(composed, { ...cost, salt, tag: Buffer.alloc(32) }))
  return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}$${unpadded(salt)}$${unpadded(tag)}`
}

/** Reads a hash in PHC format; undefined where the text is none that can be checked (RFC 9106's bounds). */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const match = phc.exec(text)
  if (match === null) return undefined
  const [memoryKib, passes, lanes] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const salt = Buffer.from(match[4]!, 'base64')
  const tag = Buffer.from(match[5]!, 'base64')
  const sound = passes >= 1 && lanes >= 1 && memoryKib >= 8 * lanes && memoryKib <= 2 ** 21
  return sound && salt.length >= 8 && tag.length >= 12 ? { memoryKib, passes, lanes, salt, tag } : undefined
}

/**
 * Whether a password is the one that was hashed, however its accents are written: in Unicode's composed form (NFC) first,
 * then as given. Works on a thread of the pool; the comparison takes constant time.
 */
export async function verifyPassword(password: string, hash: PasswordHash): Promise<boolean> {
  const composed = password.normalize('NFC')
  if (await fits(composed, hash)) return true
  // Hashes of other programs may be of another form.
  return composed !== password && fits(password, hash)
}

/**
 * Pairs of memory and passes that OWASP's Password Storage Cheat Sheet asks of argon2id at the least; each resists as much
 * as the others.
 */
const floor = [
  { memoryKib: 47_104, passes: 1 },
  { memoryKib: 19_456, passes: 2 },
  { memoryKib: 12_288, passes: 3 },
  { memoryKib: 9_216, passes: 4 },
  { memoryKib: 7_168, passes: 5 },
] as const

/** Whether a stolen hash would be guessed too fast. */
export function isWeak({ memoryKib, passes }: PasswordHash): boolean {
  return !floor.some((least) => memoryKib >= least.memoryKib && passes >= least.passes)
}

/** A hash that no password fits, as costly to check as the dearest: what an unknown user's password is held against. */
export function unmatchableHash(hashes: readonly PasswordHash[] = []): PasswordHash {
  const dearest = hashes.reduce<Cost>((most, hash) => (workOf(hash) > workOf(most) ? hash : most), cost)
  const { memoryKib, passes, lanes } = dearest
  return { memoryKib, passes, lanes, salt: randomBytes(16), tag: randomBytes(32) }
}

async function fits(password: string, hash: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive('argon2id', parameters(password, hash)), hash.tag)
}

function workOf({ memoryKib, passes }: Cost): number {
  return memoryKib * passes
}

function parameters(password: string, hash: PasswordHash): Argon2Parameters {
  return {
    message: Buffer.from(password, 'utf8'),
    nonce: hash.salt,
    parallelism: hash.lanes,
    memory: hash.memoryKib,
    passes: hash.passes,
    tagLength: hash.tag.length,
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
