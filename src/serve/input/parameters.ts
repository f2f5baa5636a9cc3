import type { TSchema } from 'typebox'
import type { Problem } from '../../errors.ts'
import { pointerPart } from '../../values.ts'
import { findParameters } from './query-string.ts'
import { type Check, compileCheck } from './schema.ts'

export type Values = { readonly [name: string]: unknown }

/** Reads parameters, and adds what is wrong with them to `problems`. */
export type ReadParameters<Raw> = (raw: Raw, problems: Problem[]) => Values

/** Schemas by name, as a route declares its parameters. */
type Schemas = { readonly [name: string]: TSchema }

/**
 * Parameters of a query string: text that becomes what its schema says. Each that a route declares may be there once;
 * others are left alone, as is the custom of the web.
 */
export function queryReader(schemas: Schemas): ReadParameters<string> {
  const fields = toFields('query', schemas)
  const names = Object.keys(schemas)
  return (query, problems) => {
    const found = findParameters(query, names)
    return read(fields, (i) => found[i], problems)
  }
}

/** Parameters of a path, which the router has found: each is there, once. */
export function paramsReader(schemas: Schemas): ReadParameters<{ readonly [name: string]: string }> {
  const fields = toFields('params', schemas)
  return (params, problems) => read(fields, (_, name) => params[name], problems)
}

interface Field {
  readonly name: string
  readonly path: string
  readonly optional: boolean
  readonly fallback: unknown
  readonly coerce: (text: string) => unknown
  readonly check: Check
}

function toFields(place: 'query' | 'params', schemas: Schemas): Field[] {
  return Object.entries(schemas).map(([name, schema]) => {
    const path = `/${place}/${pointerPart(name)}`
    return {
      name,
      path,
      optional: '~optional' in schema,
      fallback: (schema as { readonly default?: unknown }).default,
      coerce: coercion(schema),
      check: compileCheck(schema, path),
    }
  })
}

function read(
  fields: readonly Field[],
  textOf: (i: number, name: string) => string | readonly string[] | undefined,
  problems: Problem[],
): Values {
  const values: { [name: string]: unknown } = {}
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!
    const text = textOf(i, field.name)
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
