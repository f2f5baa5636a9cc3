import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type GuessedTable, guessColumns, readTable } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import { readService } from '../../service/index.ts'
import { defineCommand, shared } from '../command.ts'
import { wordFor } from '../find-service.ts'
import { askPlan } from '../init/ask-plan.ts'
import { draftService } from '../init/draft-service.ts'
import { guessPlan, type Plan } from '../init/guess-plan.ts'
import { serviceFile } from '../init/service-file.ts'
import { serviceName, writeService } from '../init/write-service.ts'
import { storeOf } from '../open-store.ts'
import { dataLines, scoreTable } from '../score-table.ts'
import { shownPath } from '../shown-path.ts'
import { count, table } from '../table.ts'
import { trainService } from '../train-service.ts'

const defaultPort = 8080

export default defineCommand({
  name: 'init',
  positionals: [{ name: 'folder', help: 'folder of the new service; created if missing' }],
  options: {
    data: { type: 'string', value: 'FILE', help: 'training data: CSV, TSV, JSON, JSON lines or Parquet' },
    label: { type: 'string', value: 'COLUMN', help: 'label column (default: asked on a terminal, else guessed)' },
    text: { type: 'string', value: 'COLUMN', help: 'text column (default: asked on a terminal, else guessed)' },
    table: { type: 'boolean', help: 'use the columns as features even if there is a text column' },
    port: { type: 'integer', value: 'N', help: `port of the service (default: ${defaultPort})` },
    json: shared.json,
  },
  examples: [
    'slipway init my-service --data my.csv',
    'slipway init mood --data reviews.csv --text review --label stars',
    'slipway init survival --data titanic.csv --label survived --table',
  ],
  async run([word = ''], { data, port = defaultPort, ...options }) {
    const folder = resolve(word)
    checkUse(folder, word, data, options)
    const guessed = await guessColumns(data as string)
    const seen = `${basename(guessed.source.path)}: ${count(guessed.rows)} rows\n${columnTable(guessed)}`
    const asked = { label: options.label, text: options.text, asTable: options.table }
    const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true && !options.json
    if (isTerminal) process.stderr.write(`${seen}\n\n`)
    const chosen = isTerminal ? await askPlan(guessed, asked) : guessPlan(guessed, asked)

    const { rows } = await readTable(guessed.source, { folder: '.' })
    const draft = draftService({ name: serviceName(basename(folder)), folder, port }, guessed, rows, chosen)
    const files = writeService(folder, draft.name, serviceFile(draft))
    const service = await readService(folder)
    const store = storeOf(service, undefined)
    const trained = await trainService(service, store, {})
    const text = [
      ...(isTerminal ? [] : [seen, '']),
      ...planLines(draft.plan),
      `wrote ${files.map((file) => shownPath(join(folder, file))).join(', ')}`,
      ...dataLines(trained),
      'held-out scores:',
      scoreTable(trained),
      `next: slipway up ${wordFor(folder)}`,
    ].join('\n')
    const { rows: rowCount, columns } = guessed
    return { text, data: { folder, files, rows: rowCount, columns, plan: draft.plan, models: trained } }
  },
})

function checkUse(
  folder: string,
  word: string,
  data: string | undefined,
  { text, table }: { readonly text?: string | undefined; readonly table: boolean },
): void {
  const problems = [
    ...(data === undefined ? ['name the rows to learn from with --data FILE.'] : []),
    ...(text !== undefined && table ? ['--text and --table say two different things; give one.'] : []),
    ...(existsSync(join(folder, 'service.ts'))
      ? [`there is a service.ts in ${word} already; name another folder, or train it: slipway train ${word}`]
      : []),
  ]
  if (problems.length > 0) throw new SlipwayError('USAGE', `slipway init: ${problems.join('\n  ')}`)
}

function columnTable({ columns }: GuessedTable): string {
  const rows = columns.map(({ name, type, missing, distinct, examples }) => [
    name,
    type.replace('?', ''),
    count(missing),
    distinct >= 10_000 ? '10,000 or more' : count(distinct),
    shorten(examples.join(', ')),
  ])
  return table(['column', 'type', 'missing', 'different', 'such as'], rows)
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ')
  return line.length <= 50 ? line : `${line.slice(0, 49)}…`
}

function planLines({ label, text, features, leftOut }: Plan): string[] {
  const reasons = Object.entries(leftOut).filter(([, reason]) => reason !== 'not the text')
  const columns = `${count(features.length)} ${features.length === 1 ? 'column' : 'columns'}`
  return [
    `label: ${label}; learned from ${text === undefined ? columns : `the text in ${text}`}`,
    ...reasons.map(([name, reason]) => `left out: ${name} (${reason})`),
  ]
}
