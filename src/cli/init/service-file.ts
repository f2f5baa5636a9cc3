import type { GuessedTable, Source } from '../../data/index.ts'
import type { Step } from '../../learn/estimator/estimator.ts'
import {
  LogisticRegression,
  RandomForestClassifier,
  RandomForestRegressor,
  Ridge,
  TfidfVectorizer,
} from '../../learn/steps.ts'
import type { TablePipeline, TableRegressorPipeline } from '../../model/pipeline.ts'
import type { Tried } from './choose-learner.ts'
import type { TriedRegressor } from './choose-regressor.ts'
import { isUnspaced, type Plan } from './guess-plan.ts'
import { literal, property, quoted } from './written-value.ts'

/** What a service file is written from. */
export interface Draft {
  /** The service's name. */
  readonly name: string
  readonly port: number
  /** Where the data lies, from the service's folder. */
  readonly dataPath: string
  readonly dataName: string
  readonly table: GuessedTable
  readonly plan: Plan
  /** Learners that were tried on the rows, the chosen one first; none for texts, or where there are too few rows. */
  readonly tried: readonly (Tried | TriedRegressor)[]
  /** Inputs to show, as the model takes them: texts, or rows by column name. */
  readonly examples: readonly (string | { readonly [column: string]: string | number | boolean | null })[]
  /** The labels of the data; none where a number is predicted. */
  readonly labels: readonly string[]
  /** The share of the commonest label. */
  readonly commonest: number
}

/** The text of a `service.ts`: a model, a route, an example and a check. */
export function serviceFile(draft: Draft): string {
  const isText = draft.plan.text !== undefined
  const { imports, model } = isText ? textModel(draft) : tableModel(draft)
  const reader = readerOf(draft)
  return [
    importLine([...imports, reader, 'defineService']),
    '',
    ...declarations(draft),
    '',
    'export default defineService({',
    `  name: ${quoted(draft.name)},`,
    `  title: ${quoted(`${draft.plan.label}, learned from ${draft.dataName}`)},`,
    `  port: ${draft.port},`,
    '  models: {',
    ...model,
    '  },',
    '  routes: ({ post, models }) => [',
    ...(isText ? textRoute(draft) : tableRoute(draft)),
    '  ],',
    '  examples: { v1: examples },',
    '  checks: {',
    '    content: examples.map((example, i) => ({',
    `      name: \`example \${i + 1} is answered with a ${draft.plan.isNumber ? 'number within its interval' : 'label of the data'}\`,`,
    `      request: { path: '/predict', body: ${isText ? '{ text: example }' : 'example'} },`,
    '      expect: {',
    ...(draft.plan.isNumber ? numberCheck : labelCheck),
    '      },',
    '    })),',
    '  },',
    '})',
    '',
  ].join('\n')
}

const labelCheck = [
  `        holds: { that: 'the label is known', when: ({ label }: { label: string }) => labels.includes(label) },`,
]
const numberCheck = [
  '        holds: {',
  `          that: 'the value is within its interval',`,
  '          when: ({ value, interval: [from, to] }: { value: number; interval: [number, number] }) =>',
  '            from <= value && value <= to,',
  '        },',
]

function importLine(names: readonly string[]): string {
  const sorted = names.toSorted(compareNames)
  const line = `import { ${sorted.join(', ')} } from 'slipway'`
  return line.length <= 120 ? line : `import {\n${sorted.map((name) => `  ${name},\n`).join('')}} from 'slipway'`
}

/** Letter by letter, whatever their case; capitals first where that is all that differs. */
function compareNames(a: string, b: string): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [left, right] = [a.charAt(i), b.charAt(i)]
    const [x, y] = [left.toLowerCase(), right.toLowerCase()]
    if (x !== y) return x < y ? -1 : 1
    if (left !== right) return left < right ? -1 : 1
  }
  return a.length - b.length
}

/** Values that the service uses more than once. */
function declarations({ table, plan, examples, labels }: Draft): string[] {
  const { source } = table
  const names = plan.text === undefined ? [...plan.features, plan.label] : [plan.text, plan.label]
  // Without a header, columns are named in their order, all of them.
  const shown = source.header ? names : Object.keys(source.columns)
  const typeOf = (name: string) => {
    if (name === plan.text || name === plan.textFeature) return 'text'
    const type = source.columns[name]
    return name === plan.label && type?.startsWith('text') ? 'category?' : type
  }
  const types = shown.map((name) => [name, typeOf(name)])
  const list = literal(labels, 0, 'const labels: readonly string[] = '.length)
  return [
    `const columns = ${literal(Object.fromEntries(types), 0, 'const columns =  as const'.length)} as const`,
    ...(plan.text === undefined
      ? [`const features = ${literal(plan.features, 0, 'const features =  as const'.length)} as const`]
      : []),
    ...(plan.isNumber ? [] : [`const labels: readonly string[] = ${list}`]),
    `const examples = ${literal(examples, 0, 'const examples = '.length)}`,
  ]
}

function readerOf({ table: { source } }: Draft): string {
  if (source.format === 'csv') return source.delimiter === '\t' ? 'tsv' : 'csv'
  return source.format === 'jsonl' ? 'jsonLines' : source.format
}

function dataLine(draft: Draft): string {
  const { source } = draft.table
  const reader = readerOf(draft)
  const options = [...writtenOptions(source, reader), 'columns']
  const line = `      data: ${reader}(${quoted(draft.dataPath)}, { ${options.join(', ')} }),`
  if (line.length <= 120) return line
  const lines = options.map((option) => `        ${option},`)
  return [`      data: ${reader}(${quoted(draft.dataPath)}, {`, ...lines, '      }),'].join('\n')
}

/** How the file is written, where it is not as most are. */
function writtenOptions(source: Source, reader: string): string[] {
  const { encoding, delimiter, header, comment, rowNames, sheet, badRows } = source
  const { decimal, thousands, missing, dayFirst } = source.spelling
  return [
    ...(encoding === 'utf-8' ? [] : [`encoding: ${quoted(encoding)}`]),
    ...(reader === 'csv' && delimiter !== ',' ? [`delimiter: ${quoted(delimiter)}`] : []),
    ...(header ? [] : ['header: false']),
    ...(comment === '' ? [] : [`comment: ${quoted(comment)}`]),
    ...(rowNames ? ['rowNames: true'] : []),
    ...(sheet === 1 ? [] : [`sheet: ${literal(sheet, 0)}`]),
    ...(decimal === '.' ? [] : [`decimal: ${quoted(decimal)}`]),
    ...(thousands === '' ? [] : [`thousands: ${quoted(thousands)}`]),
    ...(missing.length === 0 ? [] : [`missing: ${literal(missing, 0)}`]),
    ...(dayFirst === undefined ? [] : [`dayFirst: ${dayFirst}`]),
    ...(badRows === 'refuse' ? [] : [`badRows: ${quoted(badRows)}`]),
  ]
}

/** What the model learns to predict, and how sure it is to be of a number. */
function predictedLines(draft: Draft): string[] {
  if (!draft.plan.isNumber) return [labelLine(draft)]
  return [`      target: ${quoted(draft.plan.label)},`, '      interval: 0.9,']
}

/** A label is a text: other cells become one, and a gap leaves the row out. */
function labelLine({ table, plan }: Draft): string {
  const type = table.source.columns[plan.label] ?? 'text?'
  const cell = `row${property(plan.label)}`
  if (/^(category|text)/.test(type)) return `      label: (row) => ${cell},`
  if (!type.endsWith('?')) return `      label: (row) => String(${cell}),`
  return `      label: (row) => (${cell} === undefined ? undefined : String(${cell})),`
}

/** One label this common drowns the others unless they weigh more. */
const lopsided = 0.7

function textModel(draft: Draft): { imports: readonly string[]; model: readonly string[] } {
  const isLopsided = draft.commonest > lopsided
  const examples = draft.table.columns.find(({ name }) => name === draft.plan.text)?.examples ?? []
  const terms = isUnspaced(examples)
    ? ({ analyzer: 'char', ngramRange: [1, 3] } as const)
    : ({ ngramRange: [1, 2] } as const)
  const vectorizer = new TfidfVectorizer({
    ...terms,
    ...(draft.table.rows >= 2000 && { minDf: 2 }),
    sublinearTf: true,
  })
  const last = draft.plan.isNumber
    ? new Ridge()
    : new LogisticRegression({ C: 4, ...(isLopsided && { classWeight: 'balanced' }) })
  const kind = draft.plan.isNumber ? 'textRegressor' : 'textClassifier'
  return {
    imports: [last.kind, vectorizer.kind, 'text', kind, 'Type'],
    model: [
      `    v1: ${kind}({`,
      dataLine(draft),
      `      text: ${quoted(draft.plan.text as string)},`,
      ...predictedLines(draft),
      '      pipeline: [',
      `        ${written(vectorizer)},`,
      `        ${written(last)},`,
      '      ],',
      '    }),',
    ],
  }
}

/** What did best on the rows. Words beside columns are many columns with little in each: a linear model weighs them best. */
function tablePipeline({ plan, tried, commonest }: Draft): TablePipeline | TableRegressorPipeline {
  if (plan.isNumber) {
    if (plan.textFeature !== undefined) return [new Ridge()]
    return tried[0]?.pipeline ?? [new RandomForestRegressor({ minSamplesLeaf: 2 })]
  }
  if (plan.textFeature !== undefined) {
    return [new LogisticRegression(commonest > lopsided ? { classWeight: 'balanced' } : {})]
  }
  return tried[0]?.pipeline ?? [new RandomForestClassifier({ minSamplesLeaf: 2 })]
}

function tableModel(draft: Draft): { imports: readonly string[]; model: readonly string[] } {
  const pipeline = tablePipeline(draft)
  const kind = draft.plan.isNumber ? 'tabularRegressor' : 'tabularClassifier'
  return {
    imports: [...pipeline.map(({ kind }) => kind), 'row', kind],
    model: [
      `    v1: ${kind}({`,
      dataLine(draft),
      '      features,',
      ...predictedLines(draft),
      `      pipeline: [${pipeline.map(written).join(', ')}],`,
      '    }),',
    ],
  }
}

/** An estimator as a service file makes it; its options were checked when it was made. */
function written({ kind, given }: Step): string {
  return `new ${kind}(${Object.keys(given).length === 0 ? '' : literal(given, 8)})`
}

function textRoute({ plan }: Draft): string[] {
  return postRoute('Type.Object({ text: text() })', `Predicts ${plan.label} from a text`, 'body.text')
}

function tableRoute({ plan }: Draft): string[] {
  return postRoute('row(columns, features)', `Predicts ${plan.label} from a row`, 'body')
}

/** The route that asks the model, its arguments below each other where they do not fit beside each other. */
function postRoute(body: string, summary: string, input: string): string[] {
  const options = `{ body: ${body}, summary: ${quoted(summary)} }`
  const call = `models.v1.predict(${input})`
  const line = `    post('/predict', ${options}, ({ body }) =>`
  if (line.length <= 120) return [line, `      ${call},`, '    ),']
  return ['    post(', `      '/predict',`, `      ${options},`, `      ({ body }) => ${call},`, '    ),']
}
