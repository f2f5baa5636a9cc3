import type { TSchema } from 'typebox'
import type { Problem } from '../../errors.ts'
import { type Check, compileCheck } from './schema.ts'

/** Where parameters come from, as a URL parser gives them: a list where one came twice. */
export type RawParameters = { readonly [name: string]: string | readonly string[] | undefined }

/** Reads parameters into `values`, and adds what is wrong with them to `problems`. */
export type ReadParameters = (raw: RawParameters, problems: Problem[]) => { readonly [name: string]: unknown }

/**
 * Parameters of a query string or of a path: text that becomes what its schema says. Those that a route does not
 * declare are left alone, as is the custom of the web; each that it does may be there once.
 *
 * @param place `query` or `params`: where the JSON Pointers start
 */
export function parameterReader(
  place: 'query' | 'params',
  schemas: { readonly [name: string]: TSchema },
): ReadParameters {
  const fields = Object.entries(schemas).map(
    ([name, schema]): Field => ({
      name,
      path: `/${place}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      optional: '~optional' in schema,
      fallback: (schema as { readonly default?: unknown }).default,
      coerce: coercion(schema),
      check: compileCheck(schema, `/${place}/${name}`),
    }),
  )
  return (raw, problems) => {
    const values: { [name: string]: unknown } = {}
    for (const field of fields) {
      const text = raw[field.name]
      if (typeof text === 'string') {
        const value = field.coerce(text)
        const wrong = field.check(value)
        if (wrong.length === 0) values[field.name] = value
        else problems.push(...wrong)
      } else if (text !== undefined) {
        problems.push({ path: field.path, message: `is there ${text.length} times; give it once.` })
      } else if (field.fallback !== undefined) {
        values[field.name] = field.fallback
      } else if (!field.optional) {
        problems.push({ path: field.path, message: 'is missing.' })
      }
    }
    return values
  }
}

interface Field {
  readonly name: string
  readonly path: string
  readonly optional: boolean
  readonly fallback: unknown
  readonly coerce: (text: string) => unknown
  readonly check: Check
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

/** How text becomes a value of the schema; text that cannot stays text, and the schema's check says what was expected. */
function coercion(schema: TSchema): (text: string) => unknown {
  const { type, anyOf, const: literal, enum: values } = schema as Record<string, unknown>
  if (type === 'number' || type === 'integer') return (text) => (decimal.test(text) ? Number(text) : text)
  if (type === 'boolean') return (text) => (text === 'true' ? true : text === 'false' ? false : text)
  const literals = Array.isArray(anyOf)
    ? anyOf.map((option: { const?: unknown }) => option.const)
    : Array.isArray(values)
      ? values
      : [literal]
  const others = literals.filter((value) => value !== undefined && typeof value !== 'string')
  if (others.length === 0) return (text) => text
  return (text) => others.find((value) => String(value) === text) ?? text
}
