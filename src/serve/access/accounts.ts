import { isDeepStrictEqual } from 'node:util'
import type { User } from '../../service/contract.ts'
import type { Credentials } from '../../service/users/index.ts'

/** Addresses of one user that are remembered. A user of more has to pass the check for floods now and then. */
const mostAddresses = 10_000

/** A user with the hash that the password is held against; the same object for as long as nothing of it changes. */
export class Account {
  readonly credentials: Credentials
  readonly user: User
  readonly #addresses = new Set<string>()

  constructor(credentials: Credentials) {
    const { username, permissions } = credentials
    this.credentials = credentials
    this.user = { username, permissions }
  }

  /** Whether the right password came from an address before: guesses of others do not stand in its way there. */
  wasAt(address: string): boolean {
    return this.#addresses.has(address)
  }

  rememberAt(address: string): void {
    if (this.#addresses.size >= mostAddresses) this.#addresses.delete(this.#addresses.values().next().value!)
    this.#addresses.add(address)
  }
}

export type Accounts = ReadonlyMap<string, Account>

/** What a new text of the users file made different, by name. */
export interface UserChanges {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** Those with a new password or other permissions. */
  readonly changed: readonly string[]
}

/** The users by name; those who did not change keep their account. */
export function toAccounts(users: readonly Credentials[], before: Accounts): Accounts {
  return new Map(
    users.map((credentials) => {
      const known = before.get(credentials.username)
      const same = known !== undefined && isDeepStrictEqual(known.credentials, credentials)
      return [credentials.username, same ? known : new Account(credentials)]
    }),
  )
}

export function compareAccounts(before: Accounts, after: Accounts): UserChanges {
  return {
    added: [...after.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    changed: [...after.keys()].filter((name) => before.has(name) && before.get(name) !== after.get(name)),
  }
}
