import { readFile } from 'node:fs/promises'
import { SlipwayError } from '../errors.ts'
import { ask } from '../probe/ask.ts'
import { exampleRequests, methodOf } from '../probe/example-requests.ts'
import { type Target, toTarget } from '../probe/target.ts'
import type { Options, Values } from './command.ts'
import { addressAndUser } from './user-option.ts'

/** What `load` and `watch` send, said the same way by both. */
export const requestOptions = {
  method: { type: 'string', value: 'METHOD', help: 'HTTP method (default: GET, or POST with a body)' },
  header: { type: 'string', value: 'LINE', help: 'request header, "Name: value"', many: true },
  body: {
    type: 'string',
    value: 'TEXT',
    help: 'request body; @FILE reads a file (.jsonl: one line per request)',
  },
  user: { type: 'string', value: 'USER:PASSWORD', help: 'credentials' },
} as const satisfies Options

/**
 * The requests that a URL and the options mean. Without a body or a method, a service of this kind shows in its
 * OpenAPI document how it is asked: the examples of the route in the URL, or of its first route where there is none.
 * @throws USAGE, UNREACHABLE
 */
export async function probeTargets(word: string, options: Values<typeof requestOptions>): Promise<Target[]> {
  const { address, user } = addressAndUser(word, options.user)
  const { method, header: headers, body } = options
  if (body !== undefined)
    return (await bodiesOf(body)).map((body) => toTarget(address, { method, headers, body, user }))
  if (method !== undefined) return [toTarget(address, { method, headers, user })]

  const url = new URL(address)
  const isService = url.pathname === '/'
  const document = url.search ? undefined : await documentAt(url.origin, isService)
  const examples = exampleRequests(document, isService ? undefined : url.pathname)
  if (examples.length > 0)
    return examples.map(({ method, path, body }) =>
      toTarget(`${url.origin}${path}`, {
        method,
        headers,
        user,
        body: body === undefined ? body : JSON.stringify(body),
      }),
    )
  const needed = methodOf(document, url.pathname) ?? 'GET'
  if (needed !== 'GET')
    throw new SlipwayError(
      'USAGE',
      `${url.pathname} is asked by ${needed}, and the service shows no example of it: give --body '{…}' or --body @FILE.`,
    )
  return [toTarget(address, { headers, user })]
}

/** How a report names the requests. */
export function nameOf([first]: readonly Target[]): string {
  const { method, url } = first as Target
  return `${method} ${url.origin}${url.pathname}`
}

/** What helps where a service asks for a user and none was named. */
export function userHint(failures: { readonly [kind: string]: number }, user: string | undefined): string[] {
  return failures['401'] !== undefined && user === undefined
    ? ['The service asks for a user: --user USER:PASSWORD.']
    : []
}

/** The OpenAPI document of a service; undefined of anything else. @throws UNREACHABLE where it is needed */
async function documentAt(origin: string, needed: boolean): Promise<unknown> {
  try {
    const { status, body } = await ask(origin, { path: '/openapi.json' }, { retries: 0, timeoutMs: 10_000 })
    return status === 200 ? body : undefined
  } catch (error) {
    if (needed) throw error
    return undefined
  }
}

async function bodiesOf(text: string): Promise<(string | Buffer)[]> {
  if (!text.startsWith('@')) return [text]
  const file = text.slice(1)
  try {
    const bytes = await readFile(file)
    if (!file.endsWith('.jsonl')) return [bytes]
    const lines = bytes
      .toString()
      .split('\n')
      .filter((line) => line.trim() !== '')
    if (lines.length === 0) throw new Error('it has no lines')
    return lines
  } catch (cause) {
    throw new SlipwayError('USAGE', `--body: ${file} cannot be read: ${(cause as Error).message}.`, { cause })
  }
}
