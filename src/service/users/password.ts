import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/**
 * What a new hash costs: 19 MiB, two passes, one lane, the least that OWASP's Password Storage Cheat Sheet asks of
 * argon2id. A check takes about 30 ms of a core; the server remembers a password that was right.
 */
const cost = { memoryKib: 19_456, passes: 2, lanes: 1 }
const phc = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** A stored password: what to derive with, and what has to come out. */
export interface PasswordHash {
  readonly memoryKib: number
  readonly passes: number
  readonly lanes: number
  readonly salt: Buffer
  readonly tag: Buffer
}

/** The argon2id hash of a password with a new salt, in PHC format: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await derive('argon2id', parameters(password, { ...cost, salt, tag: Buffer.alloc(32) }))
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

/** Whether a password is the one that was hashed. Works on a thread of the pool; the comparison takes constant time. */
export async function verifyPassword(password: string, hash: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive('argon2id', parameters(password, hash)), hash.tag)
}

/** A hash that no password fits, as costly to check as a new one: what an unknown user's password is held against. */
export function unmatchableHash(): PasswordHash {
  return { ...cost, salt: randomBytes(16), tag: randomBytes(32) }
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
