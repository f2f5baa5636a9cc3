/**
 * How much memory does gradient boosting take on a million rows?
 *
 *   node --conditions=slipway-source bench/learn/boosting-memory.ts [--rows 1000000] [--trees 20] [--trial]
 *
 * A process of its own makes the table, fits, and reports; memory does not grow with the trees, which are small.
 */
import { parseArgs } from 'node:util'
import { HistGradientBoostingClassifier } from 'slipway/learn'
import { machineFacts } from '../kit/machine.ts'
import { columns, makeTable } from '../kit/made-table.ts'
import { runMeasured } from '../kit/process-cost.ts'
import { publish } from '../kit/report.ts'

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    trees: { type: 'string', default: '20' },
    step: { type: 'string' },
    trial: { type: 'boolean', default: false },
  },
})
const [rows, trees] = [options.rows, options.trees].map(Number)

if (options.step) {
  const { X, y } = makeTable(rows)
  if (options.step === 'fit') new HistGradientBoostingClassifier({ maxIter: trees }).fit(X, Array.from(y))
} else await measure()

async function measure(): Promise<void> {
  const run = async (step: string) => {
    const flags = ['--conditions=slipway-source', import.meta.filename, '--step', step]
    return (await runMeasured([process.execPath, ...flags, '--rows', `${rows}`, '--trees', `${trees}`])).cost
  }
  const [made, fitted] = [await run('make'), await run('fit')]
  const peakGb = fitted.peakMb / 1024
  publish(
    {
      question: 'How much memory does gradient boosting take on a million rows?',
      setting: [
        `${rows.toLocaleString('en')} rows of ${columns} numbers in 64 bits, ${trees} trees of 31 leaves, on all cores; each line is a process from its start to its end.`,
      ],
      machine: machineFacts(),
      tables: [
        {
          title: 'Time and memory',
          columns: ['', 'clock, s', 'CPU, s', 'peak memory, MiB'],
          rows: [
            ['the table made', made.wall, made.cpu, made.peakMb],
            ['made, and fitted', fitted.wall, fitted.cpu, fitted.peakMb],
          ],
        },
      ],
      goals: [{ goal: 'within 2 GB', measured: `${peakGb.toFixed(2)} GiB`, met: fitted.peakMb * 2 ** 20 <= 2e9 }],
      raw: { made, fitted },
    },
    { keep: !options.trial },
  )
}
