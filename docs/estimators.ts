/** Makes docs/estimators.md from the descriptors in src/learn: `node --conditions=slipway-source docs/estimators.ts`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseSync } from 'rolldown/utils'
import type { Descriptor, Role } from '../src/learn/estimator/descriptor.ts'
import type { Option } from '../src/learn/estimator/option.ts'
import * as estimators from '../src/learn/estimators.ts'
import * as steps from '../src/learn/steps.ts'
import { shown } from '../src/values.ts'

const roles: readonly (readonly [Role, string])[] = [
  ['vectorizer', 'From texts to numbers'],
  ['encoder', 'From the columns of a table to numbers'],
  ['classifier', 'From numbers to labels, with probabilities'],
  ['decider', 'From numbers to labels, without probabilities: inside a `CalibratedClassifier` in a service'],
  ['regressor', 'From numbers to a number'],
  ['transformer', 'From one matrix, or list of cells, to another (`slipway/learn`)'],
  ['calibrator', 'From decisions to probabilities (`slipway/learn`)'],
  ['pipeline', 'Several in a row (`slipway/learn`)'],
]

export function estimatorsPage(): string {
  const descriptors = Object.values<{ readonly descriptor: Descriptor }>(estimators).map(({ descriptor }) => descriptor)
  const sections = roles.flatMap(([role, title]) => {
    const found = descriptors.filter((descriptor) => descriptor.role === role)
    return found.length === 0 ? [] : [`## ${title}`, '', ...found.flatMap(section)]
  })
  return [
    '# Estimators and their options',
    '',
    'Made from the descriptors in `src/learn` by `node --conditions=slipway-source docs/estimators.ts`; edit there.',
    '',
    `${Object.keys(steps).length} of the ${descriptors.length} can be named in a service file. An option that is unknown, or out of its range, is refused when the estimator is made.`,
    '',
    ...sections,
  ].join('\n')
}

function section({ name, home, options }: Descriptor): string[] {
  const comments = commentsIn(new URL(home))
  const about = comments.get(`class ${name}`) ?? ''
  const rows = Object.entries<Option<unknown, unknown>>(options).map(
    ([option, { expected, default: value, absent }]) => {
      const otherwise = value === undefined ? (absent ?? '') : `\`${shown(value)}\``
      return `| \`${option}\` | ${expected} | ${otherwise} | ${comments.get(option) ?? shared.get(option) ?? ''} |`
    },
  )
  const table = ['| option | expected | default | what it does |', '|---|---|---|---|', ...rows, '']
  return [`### ${name}`, '', firstParagraph(about), '', ...(rows.length > 0 ? table : [])]
}

/** The comments above the entries of option tables and above classes, by the name that follows them. */
function commentsIn(file: URL): Map<string, string> {
  const source = readFileSync(file, 'utf8')
  const { program, comments } = parseSync(file.pathname, source)
  const found = new Map<string, string>()
  const add = (name: string, start: number) => {
    const above = comments.findLast(({ end }) => end <= start)
    if (
      above?.type === 'Block' &&
      source
        .slice(above.end, start)
        .trim()
        .replace(/^export$/, '') === ''
    ) {
      found.set(name, plain(above.value))
    }
  }
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, key, id, start } = node as {
      readonly type?: unknown
      readonly key?: { readonly name?: string }
      readonly id?: { readonly name?: string }
      readonly start?: number
    }
    if (type === 'Property' && key?.name !== undefined && start !== undefined) add(key.name, start)
    if (type === 'ClassDeclaration' && id?.name !== undefined && start !== undefined) add(`class ${id.name}`, start)
    for (const child of Object.values(node)) visit(child)
  }
  visit(program.body)
  return found
}

/** What several estimators take is described once, in the table that they share. */
const shared = new Map(
  ['tree/boosting', 'bayes', 'linear', 'neighbors', 'text', 'tree'].flatMap((family) => [
    ...commentsIn(new URL(`../src/learn/${family}/options.ts`, import.meta.url)),
  ]),
)

/** A comment without its stars, on lines of a paragraph each. */
function plain(comment: string): string {
  return comment
    .replace(/^\*/, '')
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll('\n', ' '))
    .join('\n')
}

function firstParagraph(text: string): string {
  return text.split('\n')[0] ?? ''
}

if (import.meta.main) writeFileSync(new URL('estimators.md', import.meta.url), estimatorsPage())
