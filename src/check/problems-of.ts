import { isDeepStrictEqual } from 'node:util'
import type { Answer } from '../probe/ask.ts'
import type { Check } from '../service/contract.ts'

/** Everything in which an answer is not what a check expects; empty where it is. */
export function problemsOf({ expect: { status = 200, body, holds } }: Check, answer: Answer): string[] {
  // What is said of a body is said of one that comes with the expected status.
  if (answer.status !== status) return [`expected status ${status}, got ${answer.status}`]
  return [
    ...(body === undefined ? [] : differences(body, answer.body, '')),
    ...(holds === undefined ? [] : broken(holds, answer.body)),
  ]
}

/** Objects may have more fields than are expected; everything else is equal or different. */
function differences(expected: unknown, got: unknown, place: string): string[] {
  if (isObject(expected) && isObject(got)) {
    return Object.entries(expected).flatMap(([name, value]) => differences(value, got[name], `${place}/${name}`))
  }
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    return expected.flatMap((value, i) => differences(value, got[i], `${place}/${i}`))
  }
  if (isDeepStrictEqual(expected, got)) return []
  return [`${place || 'the answer'}: expected ${show(expected)}, got ${show(got)}`]
}

function broken({ that, when }: NonNullable<Check['expect']['holds']>, body: unknown): string[] {
  try {
    return when(body as never) ? [] : [`it does not hold that ${that}: got ${show(body)}`]
  } catch (error) {
    return [`whether ${that} cannot be told of ${show(body)}: ${(error as Error).message}`]
  }
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
