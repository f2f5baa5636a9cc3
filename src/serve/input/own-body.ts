import type { RouteOptions } from '../../service/contract.ts'
import { nextTurn, withPauses } from '../slices.ts'
import type { Work } from '../work.ts'
import { asBadRequest, checkKeys, parseAnyKey, parseJson, parseUnchecked, toText } from './json.ts'
import { scanJson } from './scan.ts'

/** Parses the text of a small body of a route of the service's own: as the route says, else as JSON. */
export function smallParser(options: RouteOptions): (text: string) => unknown {
  const parse = parserOf(options)
  return (text) => {
    const parsed = parse(text)
    if (!isStepwise(parsed)) return parsed
    for (;;) {
      const step = parsed.next()
      if (step.done) return step.value
    }
  }
}

/**
 * Parses a large body, once a scan of its bytes has shown what that costs at the most.
 * @throws BAD_REQUEST, PAYLOAD_TOO_LARGE for more than `mostValues` values
 */
export async function parseLarge(
  bytes: Buffer,
  options: RouteOptions,
  mostValues: number,
  work: Work,
): Promise<unknown> {
  await withPauses(scanJson(bytes, mostValues, options.parse !== undefined), work)
  // Each of these takes tens of milliseconds for 16 MB; others get their turn before and in between.
  await nextTurn(work)
  const text = toText(bytes)
  await nextTurn(work)
  try {
    if (options.parse === undefined) return await parseInTurns(text, options, work)
    const parsed = options.parse(text)
    return isStepwise(parsed) ? await withPauses(parsed, work) : parsed
  } catch (error) {
    throw asBadRequest(error)
  }
}

async function parseInTurns(text: string, { body }: RouteOptions, work: Work): Promise<unknown> {
  if (asksForProto(body)) return parseAnyKey(text)
  const value = parseUnchecked(text)
  await nextTurn(work)
  checkKeys(text, value)
  return value
}

function parserOf({ parse, body }: RouteOptions): (text: string) => unknown {
  return parse ?? (asksForProto(body) ? parseAnyKey : parseJson)
}

/** Whether the body is to have a key `__proto__`, as rows of a table with such a column do. */
function asksForProto(body: object | undefined): boolean {
  const { properties = {} } = (body ?? {}) as { readonly properties?: object }
  return Object.hasOwn(properties, '__proto__')
}

/** Whether a parser gave a generator, which yields now and then, in place of what it parsed. */
function isStepwise(value: unknown): value is Generator<void, unknown> {
  return Object.prototype.toString.call(value) === '[object Generator]'
}
