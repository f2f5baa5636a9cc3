import { SlipwayError } from '../errors.ts'
import { parseAddress } from '../probe/ask.ts'

/** Names of the variable with the API's host, the first that is set wins; the last two are older, one as it was spelt. */
const hostVariables = ['API_ADDRESS', 'IP_ADDRESS', 'IP_ADRESS'] as const

/**
 * The address of the service to check: as it is given, else from the environment. A host there (`api`, `10.0.0.7`) is
 * asked on API_PORT, or the service's own port; an address with `http://` is taken as it is.
 * @throws USAGE
 */
export function addressToCheck(given: string | undefined, env: NodeJS.ProcessEnv, servicePort: number): string {
  if (given !== undefined) return parseAddress(given).address
  const host = hostVariables.map((name) => env[name]).find((value) => value)
  if (!host) {
    throw new SlipwayError(
      'USAGE',
      'which service is to be checked? Give its address with --url http://HOST:PORT, or in API_ADDRESS and API_PORT.',
    )
  }
  if (host.includes('://')) return parseAddress(host).address
  const hasPort = /:\d+$/.test(host)
  return parseAddress(`http://${host}${hasPort ? '' : `:${env.API_PORT || servicePort}`}`).address
}
