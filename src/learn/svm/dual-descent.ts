import type { SparseMatrix } from '../contract.ts'
import { Random } from '../random.ts'
import { ClassDescent } from './class-descent.ts'
import { marginRows } from './margin-rows.ts'
import type { MarginOptions, MarginProblem, MarginSolution } from './problem.ts'

/** Sums of more classes do not fit the processor's registers. */
const maxTogether = 6
/** Rows of a block are visited one after the other; what is shuffled is the blocks, as many as this or more. */
const leastBlocks = 64
const mostBlockRows = 64

/**
 * Minimises ½ ‖w‖² + Σ c_i max(0, 1 − y_i w·x_i)^p for several classes by coordinate descent on their duals,
 *
 *   p = 1:  maximise  Σ α_i − ½ ‖w‖²,                   w = Σ α_i y_i x_i,   0 ≤ α_i ≤ c_i,
 *   p = 2:  maximise  Σ α_i − ½ ‖w‖² − Σ α_i² / (4 c_i),                     0 ≤ α_i,
 *
 * one row at a time, a row being read once for all classes; what a class finds does not depend on the classes trained
 * with it. A class is done by its duality gap, which is measured over all rows. A pass costs O(entries · classes).
 *
 * Blocks of rows come in random order. The order of single rows would take as many passes, each of them two or three
 * times as long, since memory is fast where it is read in the order in which it lies.
 * Source: Hsieh, Chang, Lin, Keerthi & Sundararajan (2008), A dual coordinate descent method for large-scale linear
 * SVM, ICML, algorithm 3; what `ClassDescent` shifts is ours.
 */
export function dualDescent(
  X: SparseMatrix,
  problems: readonly MarginProblem[],
  options: MarginOptions,
): MarginSolution[] {
  const solutions: MarginSolution[] = []
  while (solutions.length < problems.length) {
    const before = solutions.length
    const group = problems.slice(before, before + maxTogether)
    const onProgress = (fraction: number) => options.onProgress((before + fraction * group.length) / problems.length)
    solutions.push(...descendTogether(X, group, { ...options, onProgress }))
  }
  return solutions
}

function descendTogether(
  X: SparseMatrix,
  problems: readonly MarginProblem[],
  options: MarginOptions,
): MarginSolution[] {
  const n = X.rows
  const K = problems.length
  const random = new Random(options.seed)
  const rows = marginRows(X, K)
  const { products, steps } = rows
  const active = new Uint8Array(n).fill(K)
  const classes = problems.map((problem, k) => new ClassDescent(rows, k, problem, options, active))
  const blockRows = Math.min(mostBlockRows, Math.ceil(n / leastBlocks))
  const starts = random.permutation(Math.ceil(n / blockRows)).map((block) => block * blockRows)

  for (let pass = 1; ; pass++) {
    for (const start of random.shuffle(starts)) {
      const end = Math.min(n, start + blockRows)
      for (let i = start; i < end; i++) if (active[i] > 0) visit(i)
    }
    const due = classes.filter((one) => one.endPass(pass))
    settle()
    if (due.length > 0) measure()
    for (const one of due) one.judge(pass)
    if (classes.every(({ solution }) => solution)) {
      rows.release()
      return classes.map(({ solution }) => solution!)
    }
    options.onProgress(classes.reduce((sum, { progress }) => sum + progress, 0) / K)
    for (const one of classes) one.beginPass()
  }

  function visit(i: number): void {
    rows.multiply(i)
    let moves = false
    for (let k = 0; k < K; k++) {
      const step = classes[k].step(i, products[2 * k], products[2 * k + 1])
      steps[2 * k] = step
      steps[2 * k + 1] = 0
      if (step !== 0) moves = true
    }
    if (moves) rows.add(i)
  }

  function settle(): void {
    if (!classes.some(({ appliesShift }) => appliesShift)) return
    for (const one of classes) one.applyShift()
    for (let i = 0; i < n; i++) {
      let moves = false
      for (let k = 0; k < K; k++) if (classes[k].settle(i)) moves = true
      if (moves) rows.add(i)
    }
  }

  function measure(): void {
    for (const one of classes) one.beginMeasure()
    for (let i = 0; i < n; i++) {
      rows.multiply(i)
      for (let k = 0; k < K; k++) classes[k].measure(i, products[2 * k])
    }
  }
}
