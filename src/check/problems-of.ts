import { isDeepStrictEqual } from 'node:util'
import type { Answer } from '../probe/ask.ts'
import type { Check } from '../service/contract.ts'
import { isRecord, shown } from '../values.ts'

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
  if (isRecord(expected) && isRecord(got)) {
    return Object.entries(expected).flatMap(([name, value]) => differences(value, got[name], `${place}/${name}`))
  }
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    return expected.flatMap((value, i) => differences(value, got[i], `${place}/${i}`))
  }
  if (isDeepStrictEqual(expected, got)) return []
  return [`${place || 'the answer'}: expected ${shown(expected, 200)}, got ${shown(got, 200)}`]
}

function broken({ that, when }: NonNullable<Check['expect']['holds']>, body: unknown): string[] {
  try {
    return when(body as never) ? [] : [`it does not hold that ${that}: got ${shown(body, 200)}`]
  } catch (error) {
    return [`whether ${that} cannot be told of ${shown(body, 200)}: ${(error as Error).message}`]
  }
}
