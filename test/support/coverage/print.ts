/** Prints what of `src` ran while `collect.js` noted it: `node print.ts FOLDER`. */
import { type Covered, coverageByRoom, sum } from './measure.ts'

const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('expected the folder that SLIPWAY_COVERAGE named')

const rooms = coverageByRoom(folder)
const percent = (part: number, of: number) => (of === 0 ? '' : `${((100 * part) / of).toFixed(1)} %`)
const row = (name: string, { files, functions, functionsRun, lines, linesRun }: Covered) => [
  name,
  files.toLocaleString('en-US'),
  functions.toLocaleString('en-US'),
  percent(functionsRun, functions),
  lines.toLocaleString('en-US'),
  percent(linesRun, lines),
]
const rows = [
  ['room', 'files', 'functions', 'that ran', 'lines', 'in functions that ran'],
  ...[...rooms].map(([room, covered]) => row(room, covered)),
  row('all', sum([...rooms.values()])),
]
const widths = rows.reduce((most, cells) => cells.map((cell, i) => Math.max(cell.length, most[i] ?? 0)), [] as number[])
for (const cells of rows) {
  console.log(
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  )
}
