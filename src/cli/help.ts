import { styleText } from 'node:util'
import type { Command } from './command.ts'

/** What `slipway --help` prints. */
export function helpOfAll(commands: readonly { readonly name: string; readonly summary: string }[]): string {
  return [
    'slipway builds small models and launches them as production APIs.',
    '',
    heading('Usage'),
    '  slipway <command> [options]',
    '',
    heading('Commands'),
    ...columns(commands.map(({ name, summary }) => [name, summary])),
    '',
    '"slipway <command> --help" shows the options of one. <service> is a folder, or a name under services/.',
  ].join('\n')
}

/** What `slipway <command> --help` prints. */
export function helpOf(command: Command, summary: string): string {
  const words = command.positionals.map(({ name, required, many }) => {
    const word = `<${name}>${many ? '…' : ''}`
    return required === false ? `[${word}]` : word
  })
  const options = Object.entries(command.options).map(([name, { short, value, help, many }]) => [
    `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`,
    many ? `${help}; may be given several times` : help,
  ])
  return [
    `slipway ${command.name}: ${summary}.`,
    '',
    heading('Usage'),
    `  slipway ${[command.name, ...words, '[options]'].join(' ')}`,
    '',
    ...section('Arguments', columns(command.positionals.map(({ name, help }) => [`<${name}>`, help]))),
    ...section('Options', columns([...options, ['--help', 'show this page']])),
    heading('Examples'),
    ...command.examples.map((example) => `  ${example}`),
  ].join('\n')
}

function heading(text: string): string {
  return styleText('bold', text, { stream: process.stdout })
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [heading(title), ...lines, '']
}

/** Two columns, the second one beginning at the same place in every line. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const width = Math.max(0, ...rows.map(([first = '']) => first.length))
  return rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`)
}
