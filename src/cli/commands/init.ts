import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { type GuessedTable, type GuessOptions, guessColumns, readTable } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import type { TablePipeline, TableRegressorPipeline } from '../../model/pipeline.ts'
import { readService } from '../../service/index.ts'
import { defineCommand, shared } from '../command.ts'
import { wordFor } from '../find-service.ts'
import { askPlan } from '../init/ask-plan.ts'
import type { Tried } from '../init/choose-learner.ts'
import type { TriedRegressor } from '../init/choose-regressor.ts'
import { columnTable, noteLines } from '../init/column-table.ts'
import { dataOptions, toGuessOptions } from '../init/data-options.ts'
import { draftService } from '../init/draft-service.ts'
import { guessPlan, likeliestLabel, type Plan } from '../init/guess-plan.ts'
import { serviceFile } from '../init/service-file.ts'
import { serviceName, writeService } from '../init/write-service.ts'
import { storeOf } from '../open-store.ts'
import { dataLines, scoreTable, warningLines } from '../score-table.ts'
import { shownPath } from '../shown-path.ts'
import { counted } from '../table.ts'
import { say } from '../terminal.ts'
import { trainService } from '../train-service.ts'

const defaultPort = 8080

export default defineCommand({
  name: 'init',
  positionals: [{ name: 'folder', help: 'folder of the new service; created if missing' }],
  options: {
    data: { type: 'string', value: 'FILE', help: 'training data: CSV, TSV, JSON, JSON lines, Parquet or Excel' },
    label: { type: 'string', value: 'COLUMN', help: 'label column (default: asked on a terminal, else guessed)' },
    target: { type: 'string', value: 'COLUMN', help: 'number to predict, in place of a label' },
    text: { type: 'string', value: 'COLUMN', help: 'text column (default: asked on a terminal, else guessed)' },
    table: { type: 'boolean', help: 'use the columns as features even if there is a text column' },
    ...dataOptions,
    'no-plots': { type: 'boolean', help: 'skip the plots of the model card; saves time and memory' },
    port: { type: 'integer', value: 'N', help: `port of the service (default: ${defaultPort})` },
    json: shared.json,
  },
  examples: [
    'slipway init my-service --data my.csv',
    'slipway init mood --data reviews.csv --text review --label stars',
    'slipway init survival --data titanic.csv --label survived --table',
    'slipway init price --data diamonds.csv --target price',
  ],
  async run([word = ''], { data, port = defaultPort, ...options }) {
    const folder = resolve(word)
    checkUse(folder, word, data, options)
    const guessed = await guess(data as string, toGuessOptions(options))
    const title = `${basename(guessed.source.path)}: ${counted(guessed.rows, 'row')}`
    const asked = { label: options.label, target: options.target, text: options.text, asTable: options.table }
    const isTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true && !options.json
    if (isTerminal) say(`${title}\n${columnTable(guessed)}\n`)
    const chosen = isTerminal ? await askPlan(guessed, asked) : guessPlan(guessed, asked)

    const { rows } = await readTable(guessed.source, { folder: '.' })
    const place = { name: serviceName(basename(folder)), folder, port }
    const isChosen = isTerminal || chosen.isNumber === true
    const label = asked.label ?? (isChosen ? chosen.label : likeliestLabel(guessed, rows))
    const plan = label === chosen.label ? chosen : guessPlan(guessed, { ...asked, label })
    const draft = draftService(place, guessed, rows, plan)
    const files = writeService(folder, draft.name, serviceFile(draft))
    const service = await readService(folder)
    const store = storeOf(service, undefined)
    const trained = await trainService(service, store, { plots: !options['no-plots'] })
    const text = [
      title,
      columnTable(guessed, draft.plan),
      ...noteLines(guessed, draft.plan),
      '',
      planLine(draft.plan),
      ...triedLines(draft.tried),
      `wrote ${files.map((file) => shownPath(join(folder, file))).join(', ')}`,
      ...dataLines(trained),
      'held-out scores:',
      scoreTable(trained),
      ...warningLines(trained),
      `next: slipway up ${wordFor(folder)}`,
    ].join('\n')
    const { rows: rowCount, columns, notes } = guessed
    return { text, data: { folder, files, rows: rowCount, columns, notes, plan: draft.plan, models: trained } }
  },
})

function namesOf(pipeline: TablePipeline | TableRegressorPipeline): string {
  const names = pipeline.map(({ kind }) => kind)
  return names.length === 1 ? `${names[0]}` : `${names.at(-1)} on one-hot columns`
}

/** What was tried, and what was chosen by it. */
function triedLines(tried: readonly (Tried | TriedRegressor)[]): string[] {
  if (tried.length === 0) return []
  const scores = tried.map((one) => `${namesOf(one.pipeline)} ${('r2' in one ? one.r2 : one.accuracy).toFixed(3)}`)
  const measure = tried.some((one) => 'r2' in one) ? 'R²' : 'accuracy'
  return [`tried on the training rows, ${measure} over 3 folds, the chosen one first:`, `  ${scores.join(', ')}`]
}

function checkUse(
  folder: string,
  word: string,
  data: string | undefined,
  {
    label,
    target,
    text,
    table,
  }: {
    readonly label?: string | undefined
    readonly target?: string | undefined
    readonly text?: string | undefined
    readonly table: boolean
  },
): void {
  const problems = [
    ...(data === undefined ? ['name the rows to learn from with --data FILE.'] : []),
    ...(label !== undefined && target !== undefined
      ? ['--label and --target say two different things; give one.']
      : []),
    ...(text !== undefined && table ? ['--text and --table say two different things; give one.'] : []),
    ...(existsSync(join(folder, 'service.ts'))
      ? [`there is a service.ts in ${word} already; name another folder, or train it: slipway train ${word}`]
      : []),
  ]
  if (problems.length > 0) throw new SlipwayError('USAGE', `slipway init: ${problems.join('\n  ')}`)
}

function planLine({ label, isNumber, text, features }: Plan): string {
  return `${isNumber ? 'target' : 'label'}: ${label}; learned from ${text === undefined ? counted(features.length, 'column') : `the text in ${text}`}`
}

/** Rows that do not fit are a reason to stop, and a person may decide to go on without them. */
async function guess(data: string, options: GuessOptions): Promise<GuessedTable> {
  try {
    return await guessColumns(data, options)
  } catch (error) {
    if (!(error instanceof SlipwayError) || error.problems.length === 0) throw error
    const message = `${error.message}\nCorrect these rows, or leave them out with --skip-bad-rows.`
    throw new SlipwayError(error.code, message, { problems: error.problems, cause: error })
  }
}
