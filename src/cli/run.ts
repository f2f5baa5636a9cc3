import { SlipwayError } from '../errors.ts'
import { didYouMean } from '../learn/suggest.ts'
import type { Command } from './command.ts'
import { commands } from './commands/index.ts'
import { helpOf, helpOfAll } from './help.ts'
import { parseCommandLine } from './parse.ts'
import { forTerminal } from './terminal.ts'

/** Carries out one command line; gives the exit code. @throws SlipwayError */
export async function run(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return await help(rest[0])
  if (name === '--version' || name === '-v') return print(await version())

  const entry = find(name)
  const command: Command = await entry.load()
  if (beforeDashes(rest).some((word) => word === '--help' || word === '-h'))
    return print(helpOf(command, entry.summary))
  const { words, values } = parseCommandLine(command, rest)
  const result = await command.run(words, values)
  const asJson = 'json' in values && values.json === true
  if (result) print(asJson ? JSON.stringify(result.data, null, 2) : result.text)
  return result?.ok === false ? 1 : 0
}

function find(name: string): (typeof commands)[number] {
  const entry = commands.find((command) => command.name === name)
  if (entry) return entry
  const names = commands.map((command) => command.name)
  throw new SlipwayError(
    'USAGE',
    `slipway: unknown command "${name}".${didYouMean(name, names)} "slipway --help" lists the commands.`,
  )
}

async function help(name: string | undefined): Promise<number> {
  if (name === undefined) return print(helpOfAll(commands))
  const entry = find(name)
  return print(helpOf(await entry.load(), entry.summary))
}

async function version(): Promise<string> {
  const { default: manifest } = await import('slipway/package.json', { with: { type: 'json' } })
  return `slipway ${manifest.version} (Node ${process.versions.node})`
}

function beforeDashes(words: readonly string[]): readonly string[] {
  const dashes = words.indexOf('--')
  return dashes < 0 ? words : words.slice(0, dashes)
}

function print(text: string): number {
  process.stdout.write(`${forTerminal(text, process.stdout)}\n`)
  return 0
}
