import { text as readAll } from 'node:stream/consumers'
import { type Problem, SlipwayError } from '../../errors.ts'
import { fourDigits } from '../../values.ts'
import { defineCommand, shared } from '../command.ts'
import { isAddress } from '../find-service.ts'
import { type Asker, askerHere, askerThere } from '../predict/asker.ts'
import { readInputFile } from '../predict/file.ts'
import { parseRow } from '../predict/table-cells.ts'
import { table } from '../table.ts'
import { say } from '../terminal.ts'

export default defineCommand({
  name: 'predict',
  positionals: [
    { name: 'service or URL', help: 'a folder, a name under services/, or the address of a running service' },
    {
      name: 'TEXT',
      help: 'input: a text, or a row as JSON (default: lines of stdin)',
      required: false,
      many: true,
    },
  ],
  options: {
    model: shared.model,
    input: {
      type: 'string',
      value: 'FILE',
      help: 'CSV or JSON lines; printed with predictions as added columns',
    },
    text: { type: 'string', value: 'COLUMN', help: "text column of --input (default: the service's, or text)" },
    'keep-formulas': {
      type: 'boolean',
      help: 'with --input, leave cells such as =1+1 as they are (default: an apostrophe before them)',
    },
    store: shared.store,
    user: { type: 'string', value: 'USER:PASSWORD', help: 'credentials for a URL target' },
    json: shared.json,
  },
  examples: [
    'slipway predict park-sentiment "Life is beautiful, amazing and magic"',
    'slipway predict http://localhost:5002 --user alice:wonderland --model v2 "That sucks"',
    'slipway predict park-sentiment --input reviews.csv > predictions.csv',
    'slipway predict ml-app --input flowers.csv > predictions.csv',
  ],
  async run([target = '', ...texts], options) {
    const asker = isAddress(target)
      ? await askerThere(target, options.model, options.user)
      : await askerHere(target, options.model, options.store)
    if (options.input !== undefined) {
      const file = await readInputFile(options.input, options.text ?? asker.column, asker.columns)
      const { version, predictions, warnings } = await askInPieces(asker, file.inputs)
      return {
        text: file.print(predictions, options['keep-formulas']).replace(/\n$/, ''),
        data: { model: asker.model, version, predictions, ...warned(warnings) },
      }
    }
    const lines = texts.length > 0 ? texts : await linesOfStdin()
    const { version, predictions, warnings } = await askInPieces(asker, asker.columns ? lines.map(parseRow) : lines)
    return {
      text: answersTable(lines, predictions),
      data: { model: asker.model, version, predictions, ...warned(warnings) },
    }
  },
})

/** A thousand at a time: a request stays well below the size that a server takes. */
async function askInPieces(asker: Asker, inputs: readonly unknown[]) {
  const predictions: object[] = []
  const warnings: Problem[] = []
  let version = ''
  for (let at = 0; at < inputs.length; at += 1000) {
    const answer = await asker.ask(inputs.slice(at, at + 1000))
    predictions.push(...answer.predictions)
    version = answer.version
    warnings.push(...(answer.warnings ?? []).map((warning) => ({ ...warning, path: moved(warning.path, at) })))
  }
  return { version, predictions, warnings }
}

/** A pointer into a piece as one into all inputs. */
function moved(path: string, by: number): string {
  return path.replace(/^\/(\d+)/, (_, index) => `/${Number(index) + by}`)
}

const mostShown = 10

/** Says on stderr what training never saw, and hands it on. */
function warned(warnings: readonly Problem[]): { readonly warnings?: readonly Problem[] } {
  if (warnings.length === 0) return {}
  const lines = warnings.slice(0, mostShown).map(({ path, message }) => `  ${path}: ${message}`)
  if (warnings.length > mostShown) lines.push(`  and ${warnings.length - mostShown} more`)
  say(['warning: values that training never saw', ...lines].join('\n'))
  return { warnings }
}

async function linesOfStdin(): Promise<string[]> {
  if (process.stdin.isTTY)
    throw new SlipwayError(
      'USAGE',
      'slipway predict: nothing to predict; give a TEXT, --input FILE, or lines on stdin.',
    )
  const lines = (await readAll(process.stdin)).split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

function answersTable(inputs: readonly string[], predictions: readonly object[]): string {
  const rows = predictions.map((prediction, i) => {
    const [answer, numbers] = answerCells(prediction)
    const text = (inputs[i] ?? '').replaceAll(/\s+/g, ' ')
    return [answer, numbers, text.length > 60 ? `${text.slice(0, 59)}…` : text]
  })
  return table(['answer', '', 'text'], rows)
}

/** The label and the probabilities, or the value and its interval. */
function answerCells(prediction: object): readonly [answer: string, numbers: string] {
  const { label, probabilities, value, interval, ...rest } = prediction as {
    readonly label?: string
    readonly probabilities?: Record<string, number>
    readonly value?: number
    readonly interval?: readonly [number, number]
  }
  if (value !== undefined) return [fourDigits(value), interval ? interval.map(fourDigits).join(' to ') : '']
  const numbers = Object.entries(probabilities ?? rest).map(([name, number]) => `${name} ${Number(number).toFixed(4)}`)
  return [label ?? '', numbers.join(', ')]
}
