import { SlipwayError } from '../../errors.ts'
import type { User } from '../../service/contract.ts'
import { type Credentials, unmatchableHash, verifyPassword } from '../../service/users/index.ts'
import { parseBasic } from './basic.ts'
import { HeaderMemory } from './memory.ts'
import { Verifier } from './verifier.ts'

/**
 * Who sends a request. A header that was found right is remembered for an hour after its last use and then costs a
 * hash; one that was found wrong for a minute, so that a client stuck on an old password costs nothing either.
 */
export class AccessControl {
  readonly #users: ReadonlyMap<string, { readonly credentials: Credentials; readonly user: User }>
  readonly #right = new HeaderMemory<User>({ entries: 10_000, ageMs: 3_600_000 })
  readonly #wrong = new HeaderMemory<true>({ entries: 10_000, ageMs: 60_000 })
  readonly #checking = new Map<string, Promise<User | undefined>>()
  readonly #verifier: Verifier
  readonly #nobody = unmatchableHash()

  constructor(users: readonly Credentials[], verifier = new Verifier()) {
    this.#users = new Map(
      users.map((credentials) => {
        const { username, permissions } = credentials
        return [username, { credentials, user: { username, permissions } }]
      }),
    )
    this.#verifier = verifier
  }

  /** The user whose header was found right not long ago. */
  remembered(header: string): User | undefined {
    return this.#right.get(header)
  }

  /** The user that the header names with the right password, else undefined. @throws TOO_MANY_REQUESTS */
  identify(header: string): User | undefined | Promise<User | undefined> {
    const remembered = this.#right.get(header)
    if (remembered !== undefined || this.#wrong.get(header) !== undefined) return remembered
    // The same header, many times at once, is checked once.
    let checking = this.#checking.get(header)
    if (checking === undefined) {
      checking = this.#check(header).finally(() => this.#checking.delete(header))
      this.#checking.set(header, checking)
    }
    return checking
  }

  async #check(header: string): Promise<User | undefined> {
    const given = parseBasic(header)
    if (given === undefined) return undefined
    const known = this.#users.get(given.username)
    // An unknown user's password is checked as well, against what it cannot fit: time does not tell who exists.
    const hash = known?.credentials.hash ?? this.#nobody
    const lane = known === undefined ? '' : given.username
    const right = await this.#verifier.verify(lane, () => verifyPassword(given.password, hash))
    if (right && known !== undefined) {
      this.#right.set(header, known.user)
      return known.user
    }
    this.#wrong.set(header, true)
    return undefined
  }
}

export function unauthenticated(header: string | undefined): SlipwayError {
  return new SlipwayError(
    'UNAUTHENTICATED',
    header === undefined
      ? 'This needs a user; send one with HTTP Basic, such as `curl --user NAME:PASSWORD`.'
      : 'The user is unknown or the password is wrong.',
  )
}

export function forbidden(user: User, permission: string): SlipwayError {
  return new SlipwayError('FORBIDDEN', `User "${user.username}" may not use "${permission}".`)
}
