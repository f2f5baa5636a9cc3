import { parseArgs } from 'node:util'
import { SlipwayError } from '../errors.ts'
import { didYouMean } from '../learn/suggest.ts'
import type { Command, Option, Options, Values } from './command.ts'

/** The words and options of one command, checked against its declaration. @throws USAGE, with everything that is wrong */
export function parseCommandLine<O extends Options>(
  command: Command<O>,
  args: readonly string[],
): { words: string[]; values: Values<O> } {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, { type, short }]) => [
        name,
        { type: type === 'boolean' ? 'boolean' : 'string', ...(short !== undefined && { short }) } as const,
      ]),
    ),
    // Not strict: the checks below name every problem at once, and the option that was probably meant.
    strict: false,
    tokens: true,
  })

  const words: string[] = []
  const given = new Map<string, (string | number | boolean)[]>()
  const problems: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined
    if (!option) {
      problems.push(`unknown option ${token.rawName}.${didYouMean(token.name, Object.keys(command.options), '--')}`)
      continue
    }
    const value = readValue(option, token, problems)
    const values = given.get(token.name) ?? []
    if (values.length > 0 && !option.many) problems.push(`--${token.name} is given twice.`)
    given.set(token.name, [...values, value])
  }
  problems.push(...wordProblems(command, words))
  if (problems.length > 0) {
    const list = problems.length === 1 ? ` ${problems[0]}` : `\n  ${problems.join('\n  ')}`
    throw new SlipwayError('USAGE', `slipway ${command.name}:${list}\n"slipway ${command.name} --help" shows its use.`)
  }
  return { words, values: complete(command.options, given) }
}

function readValue(
  option: Option,
  token: { readonly rawName: string; readonly value?: string | undefined; readonly inlineValue?: boolean | undefined },
  problems: string[],
): string | number | boolean {
  const { rawName, value, inlineValue } = token
  if (option.type === 'boolean') {
    if (value !== undefined) problems.push(`${rawName} takes no value, got "${value}".`)
    return true
  }
  // "--model --json" is a forgotten value, not a model called "--json"; "--model=--json" says that it is one.
  if (value === undefined || (!inlineValue && /^--?[a-z]/i.test(value))) {
    problems.push(`${rawName} needs a value: ${rawName} ${option.value}.`)
    return ''
  }
  if (option.type === 'string') return value
  const [form, what] =
    option.type === 'integer'
      ? ([/^\d{1,15}$/, 'a whole number'] as const)
      : ([/^\d{1,15}(\.\d+)?$/, 'a number'] as const)
  if (!form.test(value)) problems.push(`${rawName}: expected ${what}, got "${value}".`)
  return Number(value)
}

function wordProblems(command: Command<never> | Command, words: readonly string[]): string[] {
  const { positionals } = command
  const missing = positionals.filter(({ required }, place) => required !== false && place >= words.length)
  if (missing.length > 0) return [`${missing.map(({ name }) => `<${name}>`).join(' and ')} must be given.`]
  if (positionals.at(-1)?.many || words.length <= positionals.length) return []
  return words
    .slice(positionals.length)
    .map((word) => `"${word}" is one word too many; quote words that belong together.`)
}

function complete<O extends Options>(
  options: O,
  given: ReadonlyMap<string, readonly (string | number | boolean)[]>,
): Values<O> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, many }]) => {
      const values = given.get(name) ?? []
      return [name, many ? values : (values[0] ?? (type === 'boolean' ? false : undefined))]
    }),
  ) as Values<O>
}
