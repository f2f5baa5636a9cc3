/**
 * How long do a linear SVM and k nearest neighbours take on reviews, beside scikit-learn?
 *
 *   node --conditions=slipway-source bench/learn/svm-and-neighbors.ts [--rounds 5] [--trial]
 *
 * The park reviews as TF-IDF of their words. Objectives of the SVM and labels of the neighbours are compared first.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { KNeighborsClassifier, LinearSVC, type SparseMatrix, TfidfVectorizer, takeRows } from 'slipway/learn'
import { machineFacts } from '../kit/machine.ts'
import { Peer } from '../kit/python.ts'
import { publish } from '../kit/report.ts'
import { readReviews } from '../kit/reviews.ts'
import { median, medianRatio } from '../kit/stats.ts'

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, trial: { type: 'boolean', default: false } },
})
const rounds = Number(options.rounds)
const k = 15
const ourTol = 1e-6

const reviews = await readReviews()
const X = new TfidfVectorizer({ minDf: 2, sublinearTf: true }).fitTransform(reviews.texts).output
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const file = join(folder, 'reviews.json')
writeFileSync(file, JSON.stringify(reviews))
const peer = new Peer('svm_and_neighbors.py')
await peer.ask({ do: 'load', file })

const fits: (string | number)[][] = []
const ratios: { readonly name: string; readonly ratio: number }[] = []
for (const loss of ['squared_hinge', 'hinge'] as const) {
  for (const C of [1, 8]) {
    const name = `SVM, ${loss}, C = ${C}`
    const best = await peer.ask<{ objective: number }>({ do: 'svm', loss, C, tol: 1e-8 })
    const model = new LinearSVC({ loss, C, tol: ourTol }).fit(X, reviews.labels)
    const apart = objective(model, loss, C) / best.objective - 1
    if (Math.abs(apart) > 1e-5) throw new Error(`${name}: objectives are ${apart} apart; nothing to time.`)
    const ours: number[] = []
    const theirs: number[] = []
    let hasty = 0
    for (let round = 0; round < rounds; round++) {
      ours.push(cpuOf(() => new LinearSVC({ loss, C, tol: ourTol }).fit(X, reviews.labels)))
      const answer = await peer.ask<{ cpu: number; objective: number }>({ do: 'svm', loss, C, tol: 1e-4 })
      theirs.push(answer.cpu)
      hasty = answer.objective / best.objective - 1
    }
    const ratio = medianRatio(theirs, ours)
    ratios.push({ name, ratio })
    fits.push([name, apart.toExponential(0), hasty.toExponential(0), median(ours), median(theirs), ratio])
  }
}

const asked: (string | number)[][] = []
const singles = Array.from({ length: 200 }, (_, i) => takeRows(X, [i]) as SparseMatrix)
const many = takeRows(
  X,
  Array.from({ length: 500 }, (_, i) => i),
)
for (const metric of ['cosine', 'euclidean'] as const) {
  const model = new KNeighborsClassifier({ nNeighbors: k, metric }).fit(X, reviews.labels)
  const labels = model.predict(many)
  const ours: { single: number; many: number }[] = []
  const theirs: { single: number; many: number; labels: string[] }[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push({
      single: cpuOf(() => singles.map((row) => model.predict(row))) / singles.length,
      many: cpuOf(() => model.predict(many)) / many.rows,
    })
    theirs.push(await peer.ask({ do: 'neighbors', metric, k }))
  }
  const same = theirs[0].labels.filter((label, i) => label === labels[i]).length
  if (same < 0.99 * labels.length) throw new Error(`${metric}: ${same} of ${labels.length} labels agree.`)
  for (const way of ['single', 'many'] as const) {
    const [a, b] = [ours.map((run) => 1e6 * run[way]), theirs.map((run) => 1e6 * run[way])]
    const name = `${metric}, ${way === 'single' ? 'one row at a time' : '500 at once'}`
    ratios.push({ name, ratio: medianRatio(b, a) })
    asked.push([name, `${same} of ${labels.length}`, median(a), median(b), medianRatio(b, a)])
  }
}
peer.close()
rmSync(folder, { recursive: true })

publish(
  {
    question: 'How long do a linear SVM and k nearest neighbours take on reviews, beside scikit-learn?',
    setting: [
      `${X.rows.toLocaleString('en')} park reviews, TF-IDF of ${X.columns.toLocaleString('en')} words; times are the processor's.`,
      `The SVM stops at a duality gap of ${ourTol} here, at the default tolerance (1e-4) there; distances are relative to the objective there at 1e-8.`,
      `${k} neighbours among all reviews, brute force there; where the last distance is shared, labels may differ.`,
      `${rounds} rounds, each ours then theirs; medians, and medians of each round's ratio.`,
    ],
    machine: machineFacts(['scikit-learn', 'scipy', 'numpy']),
    tables: [
      {
        title: 'Fitting the SVM',
        columns: ['', 'our objective from the best', 'theirs', 'ours, s', 'theirs, s', 'times as little CPU'],
        rows: fits,
      },
      {
        title: 'Asking the neighbours',
        columns: ['', 'same labels', 'ours, µs a row', 'theirs, µs a row', 'times as little CPU'],
        rows: asked,
      },
    ],
    goals: [
      {
        goal: "less than scikit-learn's time",
        measured: ratios.map(({ name, ratio }) => `${ratio.toFixed(1)} times as fast (${name})`).join('; '),
        met: ratios.every(({ ratio }) => ratio >= 1),
      },
    ],
    raw: ratios,
  },
  { keep: !options.trial },
)

/** Seconds of the processor. */
function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** ½ ‖w‖² + ½ b² + C Σ max(0, 1 − y z)^p */
function objective(model: ReturnType<LinearSVC['fit']>, loss: 'squared_hinge' | 'hinge', C: number): number {
  const z = model.decisionFunction(X).values
  const lengths = model.coef.reduce((sum, w) => sum + w * w, model.intercept[0] ** 2)
  const losses = reviews.labels.reduce((sum, label, i) => {
    const short = Math.max(0, 1 - (label === model.classes[1] ? z[i] : -z[i]))
    return sum + (loss === 'hinge' ? short : short * short)
  }, 0)
  return lengths / 2 + C * losses
}
