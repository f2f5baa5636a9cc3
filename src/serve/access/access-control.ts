import { SlipwayError } from '../../errors.ts'
import type { User } from '../../service/contract.ts'
import { type Credentials, type PasswordHash, unmatchableHash, verifyPassword } from '../../service/users/index.ts'
import { type Account, type Accounts, compareAccounts, toAccounts, type UserChanges } from './accounts.ts'
import { type BasicCredentials, parseBasic } from './basic.ts'
import { Failures } from './failures.ts'
import { HeaderMemory } from './memory.ts'
import { Verifier } from './verifier.ts'

/** A longer name is counted by its beginning, so that what is counted is bounded. */
const countedCharacters = 100

/**
 * Who sends a request. A header that was found right is remembered for an hour after its last use and then costs a
 * hash; one that was found wrong for a minute, so that a client stuck on an old password costs nothing either.
 *
 * Guesses slow down, by the address that they come from and by the name that they are for. Meanwhile no password is
 * checked, so that a right one is not told apart from a wrong one; who logged in from an address before goes on there.
 */
export class AccessControl {
  /** Outcomes of passwords that were not remembered, for the metrics. */
  readonly outcomes = { right: 0, wrong: 0, slowed: 0, crowded: 0 }
  #accounts: Accounts
  #nobody: PasswordHash
  readonly #right = new HeaderMemory<Account>({ entries: 10_000, ageMs: 3_600_000 })
  readonly #wrong = new HeaderMemory<true>({ entries: 10_000, ageMs: 60_000 })
  readonly #checking = new Map<string, Promise<User | undefined>>()
  readonly #verifier: Verifier
  readonly #byAddress = new Failures({ free: 200, longestWait: 60 })
  readonly #byName = new Failures({ free: 30, longestWait: 5 })

  constructor(users: readonly Credentials[], verifier = new Verifier()) {
    this.#accounts = toAccounts(users, new Map())
    this.#nobody = unmatchableHash(users.map(({ hash }) => hash))
    this.#verifier = verifier
  }

  /** From now on these are the users: headers of those who are gone or changed are forgotten at once, the others kept. */
  replaceUsers(users: readonly Credentials[]): UserChanges {
    const before = this.#accounts
    this.#accounts = toAccounts(users, before)
    this.#nobody = unmatchableHash(users.map(({ hash }) => hash))
    this.#right.forget((account) => this.#accounts.get(account.user.username) !== account)
    // A password that was wrong may be right now.
    this.#wrong.clear()
    return compareAccounts(before, this.#accounts)
  }

  /** The user whose header was found right not long ago, at this address too. */
  remembered(header: string, address = ''): User | undefined {
    const account = this.#right.get(header)
    return account?.wasAt(address) ? account.user : undefined
  }

  /** The user that the header names with the right password, else undefined. @throws TOO_MANY_REQUESTS */
  identify(header: string, address = ''): User | undefined | Promise<User | undefined> {
    const account = this.#right.get(header)
    if (account?.wasAt(address)) return account.user
    const waitSeconds = this.#byAddress.waitSeconds(address)
    if (waitSeconds > 0) return Promise.reject(this.#slowDown(waitSeconds))
    if (account !== undefined) {
      account.rememberAt(address)
      return account.user
    }
    if (this.#wrong.get(header) !== undefined) return undefined
    // The same header, many times at once, is checked once.
    let checking = this.#checking.get(header)
    if (checking === undefined) {
      checking = this.#check(header, address).finally(() => this.#checking.delete(header))
      this.#checking.set(header, checking)
    }
    return checking
  }

  async #check(header: string, address: string): Promise<User | undefined> {
    const given = parseBasic(header)
    if (given === undefined) return undefined
    const account = this.#accounts.get(given.username)
    const name = given.username.slice(0, countedCharacters)
    const waitSeconds = account?.wasAt(address) ? 0 : this.#byName.waitSeconds(name)
    if (waitSeconds > 0) throw this.#slowDown(waitSeconds)
    const right = await this.#verify(given, account)
    // Where the user changed meanwhile, the old password must not be remembered as right, nor the new one as wrong.
    if (account !== this.#accounts.get(given.username)) return this.#check(header, address)
    if (right && account !== undefined) {
      this.outcomes.right += 1
      account.rememberAt(address)
      this.#right.set(header, account)
      return account.user
    }
    this.outcomes.wrong += 1
    this.#wrong.set(header, true)
    this.#byAddress.add(address)
    this.#byName.add(name)
    return undefined
  }

  /** An unknown user's password is checked as well, against what it cannot fit: time does not tell who exists. */
  async #verify({ password }: BasicCredentials, account: Account | undefined): Promise<boolean> {
    const nobody = () => verifyPassword(password, this.#nobody)
    const lane = account?.user.username ?? ''
    try {
      return await this.#verifier.verify(
        lane,
        account === undefined ? nobody : () => verifyPassword(password, account.credentials.hash),
        nobody,
      )
    } catch (error) {
      this.outcomes.crowded += 1
      throw error
    }
  }

  #slowDown(waitSeconds: number): SlipwayError {
    this.outcomes.slowed += 1
    return new GuessingError(waitSeconds)
  }
}

/** Too many passwords were wrong: none is checked for a while. */
export class GuessingError extends SlipwayError {
  readonly waitSeconds: number

  constructor(waitSeconds: number) {
    super('TOO_MANY_REQUESTS', `Too many passwords were wrong; none is checked for the next ${waitSeconds} s.`)
    this.waitSeconds = waitSeconds
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
