import { createInterface } from 'node:readline/promises'
import type { GuessedTable } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import { guessPlan, guessText, labelCandidates, type Plan, type PlanOptions } from './guess-plan.ts'

/** Asks on the terminal what the options leave open; an empty line takes the guess. */
export async function askPlan(table: GuessedTable, options: PlanOptions): Promise<Plan> {
  const names = table.columns.map(({ name }) => name)
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  lines.once('SIGINT', () => process.exit(130))
  // Ctrl-D ends the input, and a question would wait for ever.
  const ended = new Promise<never>((_, reject) => {
    lines.once('close', () => reject(new SlipwayError('USAGE', 'slipway init: the questions were not answered.')))
  })
  ended.catch(() => {})
  const ask = async (question: string, guess: string | undefined, allowed: readonly string[]): Promise<string> => {
    for (;;) {
      const shown = `${question}${guess === undefined ? '' : ` [${guess}]`} `
      const answer = (await Promise.race([lines.question(shown), ended])).trim() || guess
      if (answer !== undefined && allowed.includes(answer)) return answer
      process.stderr.write(`Expected one of ${allowed.join(', ')}.\n`)
    }
  }
  try {
    const label = options.label ?? (await ask('Which column is the label?', labelCandidates(table.columns)[0], names))
    const text = guessText(table.columns, label)
    if (text === undefined || options.text !== undefined || options.asTable)
      return guessPlan(table, { ...options, label })
    const what = await ask(`Learn from the text in "${text}", or from the columns?`, 'text', ['text', 'columns'])
    return guessPlan(table, { label, text: what === 'text' ? text : undefined, asTable: what === 'columns' })
  } finally {
    lines.close()
  }
}
