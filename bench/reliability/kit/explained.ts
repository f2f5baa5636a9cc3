import type { Finding } from './fuzzer.ts'

interface Kind {
  /** Why it is no fault. */
  readonly why: string
  matches(service: string, finding: Finding): boolean
}

/** Findings that are no faults. */
const kinds: readonly Kind[] = [
  {
    why: 'A parameter that a route does not know is ignored, as is the custom of the web; the fuzzer takes the document to forbid it.',
    matches: (_, { code, message, status }) =>
      code === 'ST201' && status === 200 && /query: violates `additionalProperties`/.test(message),
  },
  {
    why: 'A text that is longer than the URL may be is refused with 431, as the document says; the fuzzer does not count that status as a refusal.',
    matches: (_, { code, status }) => code === 'ST201' && status === 431,
  },
  {
    why: 'A body with a key `__proto__` in any of its objects is refused (400), which JSON Schema cannot say of objects within objects.',
    matches: (_, { code, status, answered }) => code === 'ST202' && status === 400 && answered.includes('__proto__'),
  },
  {
    why: 'purchase-predict takes data frames: that all columns have the same rows, and that a string holds JSON, is beyond JSON Schema.',
    matches: (service, { operation, code, status }) =>
      service === 'purchase-predict' && operation === 'POST /predict' && code === 'ST202' && status === 400,
  },
]

export const explanations: readonly string[] = kinds.map(({ why }) => why)

/** Why a finding is no fault; undefined where it is one. */
export function explain(service: string, finding: Finding): string | undefined {
  return kinds.find((kind) => kind.matches(service, finding))?.why
}
