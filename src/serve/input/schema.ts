import type { TSchema } from 'typebox'
import { Compile } from 'typebox/schema'
import { Settings } from 'typebox/system'
import type { Problem } from '../../errors.ts'
import { countCharacters } from '../../model/text-input.ts'
import { described, partsOfPointer } from '../../values.ts'

/** Everything that is wrong with a value, each problem at a JSON Pointer; empty where it fits. */
export type Check = (value: unknown) => readonly Problem[]

const none: readonly Problem[] = []

/** Problems told in one answer: a body of thousands of values can have as many, and nobody reads on. */
export const mostProblems = 100
/** Names told in one problem. */
const mostNames = 20

// It stops at the eighth otherwise, also in the middle of a union.
Settings.Set({ maxErrors: mostProblems })

/** Compiles a schema into a check, when it is first asked: a server starts without waiting for its schemas. */
export function compileCheck(schema: TSchema, path = ''): Check {
  let validator: ReturnType<typeof Compile> | undefined
  return (value) => {
    validator ??= Compile(schema)
    if (validator.Check(value)) return none
    const [, errors] = validator.Errors(value)
    return withoutBranches(withoutClosed(errors as SchemaError[])).map((error) => toProblem(error, schema, value, path))
  }
}

interface SchemaError {
  readonly keyword: string
  readonly schemaPath: string
  readonly instancePath: string
  readonly params: { readonly [name: string]: unknown }
  readonly message: string
}

/** What is not known is told once, by the object that it is in, not again by the schema that no value fits. */
function withoutClosed(errors: readonly SchemaError[]): SchemaError[] {
  return errors.filter(
    ({ keyword, schemaPath }) => keyword !== 'boolean' || !schemaPath.endsWith('/additionalProperties'),
  )
}

/** A union fails once, not once for each of its branches; one of literals names them. */
function withoutBranches(errors: readonly SchemaError[]): SchemaError[] {
  const unions = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath))
  return errors.flatMap((error) => {
    if (!unions.has(error.instancePath)) return [error]
    if (error.keyword !== 'anyOf') return []
    const branches = errors.filter((other) => other.instancePath === error.instancePath && other !== error)
    if (!branches.every(({ keyword }) => keyword === 'const')) return [error]
    return [{ ...error, keyword: 'enum', params: { allowedValues: branches.map(({ params }) => params.allowedValue) } }]
  })
}

function toProblem(error: SchemaError, schema: TSchema, root: unknown, path: string): Problem {
  const value = at(root, error.instancePath)
  return { path: `${path}${error.instancePath}`, message: sayExactly(error, schema, value) ?? say(error, value) }
}

/** A list that has to be of one length is told that length, rather than the bound that it missed. */
function sayExactly({ keyword, schemaPath }: SchemaError, schema: TSchema, value: unknown): string | undefined {
  if (keyword !== 'minItems' && keyword !== 'maxItems') return undefined
  const bounds = at(schema, schemaPath.replace(/^#/, '')) as { minItems?: number; maxItems?: number } | undefined
  if (bounds === undefined || bounds.minItems !== bounds.maxItems) return undefined
  return `expected ${count(bounds.minItems)} items, got ${count((value as unknown[]).length)}.`
}

function say({ keyword, params, message }: SchemaError, value: unknown): string {
  switch (keyword) {
    case 'type':
      return `expected ${listed(params.type)}, got ${described(value)}.`
    case 'required':
      return `${quoted(params.requiredProperties)} is missing.`
    case 'additionalProperties':
      return `${quoted(params.additionalProperties)} ${(params.additionalProperties as string[]).length === 1 ? 'is' : 'are'} not known here.`
    case 'minLength':
      return value === ''
        ? 'is empty.'
        : `expected at least ${count(params.limit)} characters, got ${count(countCharacters(value as string))}.`
    case 'maxLength':
      return `expected at most ${count(params.limit)} characters, got ${count(countCharacters(value as string))}.`
    case 'minItems':
      return `expected at least ${count(params.limit)} items, got ${count((value as unknown[]).length)}.`
    case 'maxItems':
      return `expected at most ${count(params.limit)} items, got ${count((value as unknown[]).length)}.`
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `expected a number ${params.comparison} ${params.limit}, got ${described(value)}.`
    case 'enum':
      return `expected one of ${(params.allowedValues as unknown[]).map(described).join(', ')}, got ${described(value)}.`
    case 'const':
      return `expected ${described(params.allowedValue)}, got ${described(value)}.`
    case 'anyOf':
      return `fits none of the forms that it may have, got ${described(value)}.`
    default:
      return `${message}, got ${described(value)}.`
  }
}

function listed(type: unknown): string {
  const names: { readonly [type: string]: string | undefined } = {
    string: 'a text',
    number: 'a number',
    integer: 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  }
  return [type]
    .flat()
    .map((name) => names[String(name)] ?? String(name))
    .join(' or ')
}

function quoted(names: unknown): string {
  const list = names as string[]
  const shown = list.slice(0, mostNames).map((name) => described(name))
  const more = list.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${count(more)} more` : shown.join(', ')
}

function count(n: unknown): string {
  return Number(n).toLocaleString('en-US')
}

function at(value: unknown, pointer: string): unknown {
  let here = value
  for (const key of partsOfPointer(pointer)) {
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, key)
        ? (here as Record<string, unknown>)[key]
        : undefined
  }
  return here
}
