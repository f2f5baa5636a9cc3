import { createInterface } from 'node:readline/promises'
import type { GuessedTable } from '../../data/index.ts'
import { SlipwayError } from '../../errors.ts'
import { didYouMean } from '../../learn/suggest.ts'
import { checkNamed, guessPlan, guessPredicted, guessText, type Plan, type PlanOptions } from './guess-plan.ts'

/**
 * Asks on the terminal what the options leave open; an empty line takes the guess.
 * @throws USAGE where the input ends before the questions do, or an option names no column
 */
export async function askPlan(table: GuessedTable, options: PlanOptions): Promise<Plan> {
  const names = table.columns.map(({ name }) => name)
  checkNamed(table.columns, options)
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  lines.once('SIGINT', () => {
    process.stderr.write('\n')
    process.exit(130)
  })
  // As an iterator it keeps lines that come before their question, as pasted ones do; `question` would lose them.
  const typed = lines[Symbol.asyncIterator]()
  const ask = async (question: string, guess: string | undefined, allowed: readonly string[]): Promise<string> => {
    lines.setPrompt(`${question}${guess === undefined ? '' : ` [${guess}]`} `)
    for (;;) {
      lines.prompt()
      const { done, value } = await typed.next()
      if (done) throw new SlipwayError('USAGE', '\nslipway init: the questions were not answered.')
      const answer = value.trim() || guess
      if (answer !== undefined && allowed.includes(answer)) return answer
      process.stderr.write(`Expected one of ${allowed.join(', ')}.${didYouMean(answer ?? '', allowed)}\n`)
    }
  }
  try {
    const guess = guessPredicted(table, options)
    const named = options.target ?? options.label
    const label = named ?? (await ask('Which column is to be predicted?', guess.label, names))
    const target = options.target ?? (label === guess.label && guess.isNumber ? label : undefined)
    const predicted = { ...options, label, target }
    const text = guessText(table.columns, label)
    if (text === undefined || options.text !== undefined || options.asTable) return guessPlan(table, predicted)
    // Where there is something beside the text, both together is the usual guess.
    const hasOthers = guessPlan(table, { label, target, asTable: false }).textFeature !== undefined
    const [question, ways] = hasOthers
      ? [`Learn from the text in "${text}", from the other columns, or from both?`, ['both', 'text', 'columns']]
      : [`Learn from the text in "${text}", or from the columns?`, ['text', 'columns']]
    const what = await ask(question, ways[0], ways)
    return guessPlan(table, { label, target, text: what === 'text' ? text : undefined, asTable: what === 'columns' })
  } finally {
    lines.close()
  }
}
