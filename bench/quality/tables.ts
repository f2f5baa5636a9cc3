/**
 * Do our boosting and our forest answer as well as LightGBM's, XGBoost's and scikit-learn's?
 *
 *   node --conditions=slipway-source bench/quality/tables.ts [--only SET]… [--ours] [--trial]
 *
 * Stratified cross-validation on the same folds and columns, each side with every setting of the same grid
 * (table-grids.ts); shown is the best of a family's grid on these very folds, in each score separately. With --only a
 * set is measured anew, and the others stay as they were kept, if the grid and the machine are the same; with --ours what
 * was kept of the rivals stays, which a change of ours does not move.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { StratifiedKFold } from 'slipway/learn'
import { bestOf, type Candidate, goalOf, leadOf, leadRule, shownLead, shownMean } from '../kit/candidates.ts'
import { machineFacts } from '../kit/machine.ts'
import { publish, resultsFolder, type StoredReport } from '../kit/report.ts'
import { families } from './table-grids.ts'
import { ourScores, scores, theirScores } from './table-scores.ts'
import { type DataSet, sets } from './table-sets.ts'

/** A set as it was measured. */
interface Found {
  readonly set: string
  readonly rows: number
  readonly date: string
  readonly candidates: readonly Candidate[]
}
interface Kept {
  readonly sets: readonly Found[]
}

const folds = 5
const ownFamilies: readonly string[] = [families.boosting[0], families.forest[0]]
const { values: options } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    ours: { type: 'boolean', default: false },
    trial: { type: 'boolean', default: false },
  },
})
const asked = options.only ?? Object.keys(sets)
const unknown = asked.filter((set) => !Object.hasOwn(sets, set))
if (unknown.length > 0) {
  console.error(`There is no set ${unknown.join(', ')}; there are ${Object.keys(sets).join(', ')}.`)
  process.exit(2)
}
const machine = machineFacts(['scikit-learn', 'lightgbm', 'xgboost'])
const kept = new Map(keptSets().map((found) => [found.set, found]))
const measured = new Map<string, Found>()
for (const set of asked) {
  measured.set(set, await measure(set, sets[set]))
  console.error(`${set}: done`)
}
// Read again: another set may have been kept meanwhile.
const all = [...keptSets().filter(({ set }) => !measured.has(set)), ...measured.values()]
const found = Object.keys(sets).flatMap((set) => all.filter((one) => one.set === set && isWhole(one)))

publish(
  {
    question: 'Do our boosting and our forest answer as well as those of LightGBM, XGBoost and scikit-learn?',
    setting: [
      `${folds} stratified folds, the same for all (wine and breast cancer: ${folds} times ${sets.wine.rounds}); means over the folds. Of each family the best of the grid on these very folds, for each score its own.`,
      leadRule,
      `Boosting: ${namesOf('boosting')}. XGBoost has no least number of rows in a leaf and keeps its own rule.`,
      `Forests: 100 trees; ${namesOf('forest')}. Means of two seeds each; of one on the week, on five classes and where the folds are cut anew.`,
      'The purchase sets: 13 columns, three of them categories, which boosting takes natively; forests take their codes, with gaps filled (the median, or −1 for a code). User and session are left out.',
      'A set can be measured by itself, with --only and its name; the day stands in its heading.',
      ...('xgboost' in machine.versions ? [] : ['XGBoost was not there.']),
    ],
    machine,
    tables: found.map(({ set, rows, date, candidates }) => ({
      title: `${set}: ${rows.toLocaleString('en')} rows, ${date}`,
      columns: ['', ...scores.map(({ said }) => said)],
      rows: rivalries(candidates).flatMap(({ ours, theirs, of }) => [
        ...of.map(({ family, own }) => [family, ...scores.map((score) => shownMean(bestOf(own, score), score))]),
        ['lead', ...scores.map((score) => shownLead(leadOf(bestOf(ours, score), bestOf(theirs, score), score, folds)))],
      ]),
    })),
    goals: found.flatMap(({ set, candidates }) =>
      rivalries(candidates).flatMap(({ name, ours, theirs }) =>
        scores
          .filter(({ key }) => key === sets[set].score || (key === 'log_loss' && name === 'boosting'))
          .map((score) => {
            const goal = `${set}: ${name}, ${score.said} as good as the best rival's`
            return goalOf(goal, bestOf(ours, score), bestOf(theirs, score), score, folds)
          }),
      ),
    ),
    raw: { sets: all } satisfies Kept,
  },
  { keep: !options.trial, args: [] },
)

async function measure(set: string, { read, rounds, forestSeeds, grid }: DataSet): Promise<Found> {
  const table = await read()
  const cuts = Array.from({ length: rounds }, (_, seed) =>
    new StratifiedKFold({ nSplits: folds, shuffle: true, seed }).split(table.labels),
  )
  const work = { table, folds: cuts.flat(), forestSeeds }
  const known = options.ours
    ? (kept.get(set)?.candidates ?? []).filter(({ family }) => !ownFamilies.includes(family))
    : []
  const rivals = known.filter(({ setting }) => grid.some(({ name }) => name === setting))
  const missing = grid.filter(({ name }) => rivals.every(({ setting }) => setting !== name))
  const candidates = [
    ...ourScores({ ...work, grid }),
    ...rivals,
    ...(missing.length > 0 ? theirScores({ ...work, grid: missing }) : []),
  ]
  return { set, rows: table.labels.length, date: new Date().toISOString().slice(0, 10), candidates }
}

/** What an earlier run kept, where it was on the same machine with the same versions. */
function keptSets(): readonly Found[] {
  const file = join(resultsFolder, 'tables.json')
  if (!existsSync(file)) return []
  const report = JSON.parse(readFileSync(file, 'utf8')) as StoredReport & { readonly raw: Kept }
  if (JSON.stringify(report.machine) !== JSON.stringify(machine)) {
    console.error('What was kept is of another machine, or of other versions: left out.')
    return []
  }
  return report.raw.sets
}

/** Whether a set was measured with all settings that there are now, and no others. */
function isWhole({ set, candidates }: Found): boolean {
  const names = new Set(candidates.map(({ setting }) => setting))
  return sets[set].grid.every(({ name }) => names.delete(name)) && names.size === 0
}

/** Boosting and forests: ours, the rivals', and all of them by family. */
function rivalries(candidates: readonly Candidate[]) {
  return Object.entries(families).map(([name, [first, ...others]]) => {
    const of = [first, ...others]
      .map((family) => ({ family, own: candidates.filter((one) => one.family === family) }))
      .filter(({ own }) => own.length > 0)
    return { name, of, ours: of[0].own, theirs: of.slice(1).flatMap(({ own }) => own) }
  })
}

/** Each setting of a kind, with the sets that it was tried on where that is not all. */
function namesOf(kind: keyof typeof families): string {
  const tried = new Map<string, string[]>()
  for (const { set, candidates } of found) {
    for (const { family, setting } of candidates) {
      if (family === families[kind][0]) tried.set(setting, [...(tried.get(setting) ?? []), set])
    }
  }
  return [...tried].map(([name, on]) => (on.length === found.length ? name : `${name} (${on.join(', ')})`)).join('; ')
}
