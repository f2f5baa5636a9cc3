import { SlipwayError } from '../errors.ts'
import { parseAddress } from '../probe/ask.ts'

/** An address and who asks it: `--user NAME:PASSWORD`, else the user in the address itself. @throws USAGE */
export function addressAndUser(
  url: string,
  user: string | undefined,
): { readonly address: string; readonly user?: readonly [string, string] } {
  const parsed = parseAddress(url)
  if (user === undefined) return parsed
  const colon = user.indexOf(':')
  if (colon < 1) throw new SlipwayError('USAGE', `--user: expected USER:PASSWORD, got "${user}".`)
  return { address: parsed.address, user: [user.slice(0, colon), user.slice(colon + 1)] }
}

/** What a refused request is told: the service's own words, and what to do about a missing user. */
export function refusal(status: number, body: unknown): string {
  const { error } = (typeof body === 'object' && body !== null ? body : {}) as { error?: unknown }
  const words = typeof error === 'string' ? error : JSON.stringify(body)?.slice(0, 200)
  const hint = status === 401 ? ' Name a user with --user USER:PASSWORD.' : ''
  return `answered ${status}: ${words}${hint}`
}
