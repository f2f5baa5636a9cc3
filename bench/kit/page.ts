import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultsFolder, type StoredReport, shown, type Table } from './report.ts'

/** In the order in which one would ask. Others follow by name. */
const order = [
  'train-service',
  'vectorize-and-fit',
  'scale',
  'park-sentiment',
  'american-predictor',
  'requests',
  'single-under-batches',
  'serving-forest',
  'vader',
  'cold-start',
  'memory',
]

export function readReports(): StoredReport[] {
  const place = ({ name }: StoredReport) => (order.includes(name) ? order.indexOf(name) : order.length)
  return readdirSync(resultsFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => JSON.parse(readFileSync(join(resultsFolder, file), 'utf8')) as StoredReport)
    .sort((a, b) => place(a) - place(b))
}

/** The page of all results, as Markdown. */
export function toPage(reports: readonly StoredReport[]): string {
  return [
    '# Benchmarks',
    'Made by `node bench/page.ts` from `bench/results/`; not edited by hand. How to run them: [bench/README.md](../bench/README.md).',
    'Rivals run in the same run, in turn, after their answers were compared. A ratio is the median of the ratios of the rounds. Absolute figures belong to the machine below each table; ratios travel better.',
    ['| question | goal | measured | |', '|---|---|---|---|', ...reports.flatMap(goalLines)].join('\n'),
    ...reports.flatMap(toSection),
  ]
    .join('\n\n')
    .concat('\n')
}

function goalLines({ question, goals }: StoredReport): string[] {
  return goals.map(({ goal, measured, met }, i) =>
    line([i === 0 ? `[${question}](#${anchor(question)})` : '', goal, measured, met ? 'met' : '**missed**']),
  )
}

/** As GitHub makes anchors of headings. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')
}

function toSection(report: StoredReport): string[] {
  return [
    `## ${report.question}`,
    report.setting.map((sentence) => `- ${sentence}`).join('\n'),
    ...report.tables.map((table) => `### ${table.title}\n\n${toMarkdown(table)}`),
    measuredBy(report),
  ]
}

/** The command that measured it, when, and on what. */
export function measuredBy({ command, date, machine }: StoredReport): string {
  const { processor, cores, memoryGb, system, versions } = machine
  const said = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `\`${command}\`, ${date.slice(0, 10)}; ${processor}, ${cores} cores, ${memoryGb} GB, ${system}; ${said.join(', ')}.`
}

export function toMarkdown({ columns, rows }: Table): string {
  const rules = columns.map((_, j) => (rows.some((row) => typeof row[j] === 'number') ? '--:' : '---'))
  return [line(columns), `|${rules.join('|')}|`, ...rows.map((row) => line(row.map(shown)))].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
