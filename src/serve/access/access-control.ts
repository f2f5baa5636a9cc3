import { isDeepStrictEqual } from 'node:util'
import { SlipwayError } from '../../errors.ts'
import type { User } from '../../service/contract.ts'
import { type Credentials, unmatchableHash, verifyPassword } from '../../service/users/index.ts'
import { parseBasic } from './basic.ts'
import { HeaderMemory } from './memory.ts'
import { Verifier } from './verifier.ts'

/** A user with the hash that the password is held against; the same object for as long as nothing of it changes. */
interface Account {
  readonly credentials: Credentials
  readonly user: User
}

/** What a new text of the users file made different, by name. */
export interface UserChanges {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Those with a new password or other permissions. */
  readonly changed: readonly string[]
}

/**
 * Who sends a request. A header that was found right is remembered for an hour after its last use and then costs a
 * hash; one that was found wrong for a minute, so that a client stuck on an old password costs nothing either.
 */
export class AccessControl {
  #accounts: ReadonlyMap<string, Account>
  readonly #right = new HeaderMemory<Account>({ entries: 10_000, ageMs: 3_600_000 })
  readonly #wrong = new HeaderMemory<true>({ entries: 10_000, ageMs: 60_000 })
  readonly #checking = new Map<string, Promise<User | undefined>>()
  readonly #verifier: Verifier
  readonly #nobody = unmatchableHash()

  constructor(users: readonly Credentials[], verifier = new Verifier()) {
    this.#accounts = toAccounts(users, new Map())
    this.#verifier = verifier
  }

  /** From now on these are the users: headers of those who are gone or changed are forgotten at once, the others kept. */
  replaceUsers(users: readonly Credentials[]): UserChanges {
    const before = this.#accounts
    const after = toAccounts(users, before)
    this.#accounts = after
    this.#right.forget((account) => after.get(account.user.username) !== account)
    // A password that was wrong may be right now.
    this.#wrong.clear()
    return {
      added: [...after.keys()].filter((name) => !before.has(name)),
      removed: [...before.keys()].filter((name) => !after.has(name)),
      changed: [...after.keys()].filter((name) => before.has(name) && before.get(name) !== after.get(name)),
    }
  }

  /** The user whose header was found right not long ago. */
  remembered(header: string): User | undefined {
    return this.#right.get(header)?.user
  }

  /** The user that the header names with the right password, else undefined. @throws TOO_MANY_REQUESTS */
  identify(header: string): User | undefined | Promise<User | undefined> {
    const remembered = this.#right.get(header)?.user
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
    const known = this.#accounts.get(given.username)
    // An unknown user's password is checked as well, against what it cannot fit: time does not tell who exists.
    const hash = known?.credentials.hash ?? this.#nobody
    const lane = known === undefined ? '' : given.username
    const right = await this.#verifier.verify(lane, () => verifyPassword(given.password, hash))
    // Where the user changed meanwhile, the old password must not be remembered as right, nor the new one as wrong.
    if (known !== this.#accounts.get(given.username)) return this.#check(header)
    if (right && known !== undefined) {
      this.#right.set(header, known)
      return known.user
    }
    this.#wrong.set(header, true)
    return undefined
  }
}

function toAccounts(users: readonly Credentials[], before: ReadonlyMap<string, Account>): ReadonlyMap<string, Account> {
  return new Map(
    users.map((credentials) => {
      const { username, permissions } = credentials
      const known = before.get(username)
      const same = known !== undefined && isDeepStrictEqual(known.credentials, credentials)
      return [username, same ? known : { credentials, user: { username, permissions } }]
    }),
  )
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
