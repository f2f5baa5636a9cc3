import { rowWeights } from '../class-weight.ts'
import { type Classifier, type FitOptions, isSparse, type Label, type Matrix } from '../contract.ts'
import { type EncodedLabels, encodeLabels } from '../labels.ts'
import { hstack, toSparse } from '../matrix.ts'
import { checkFitInput } from '../matrix-check.ts'
import { OptionCheck } from '../option-check.ts'
import { dualDescent } from './dual-descent.ts'
import { LinearSVCModel } from './linear-svc-model.ts'
import type { LinearSVCOptions } from './options.ts'
import { checkSquares, type MarginProblem, type MarginSolution } from './problem.ts'
import { squaredHingeNewton } from './squared-hinge-newton.ts'

/**
 * A linear support vector machine, one against the rest, with liblinear's objective for each class
 *
 *   minimise  ½ ‖w‖²  +  C Σ s_i max(0, 1 − y_i w·x_i)^p,   y_i = 1 for the class's rows, −1 for the others,
 *
 * p being 2 for the squared hinge and 1 for the hinge; s are sample weights times class weights. With an intercept,
 * x has one more column, `interceptScaling`, whose weight is penalised like the others. Two classes take one such
 * problem, K classes take K.
 *
 * It says how far a row is from the border, not how probable a label is: `new CalibratedClassifier(new LinearSVC())`
 * does both.
 */
export class LinearSVC implements Classifier<Matrix, LinearSVCModel> {
  readonly options: Required<Omit<LinearSVCOptions, 'classWeight'>> & Pick<LinearSVCOptions, 'classWeight'>

  /** @throws INVALID_OPTION */
  constructor(options: LinearSVCOptions = {}) {
    const { C = 1, loss = 'squared_hinge', fitIntercept = true, interceptScaling = 1, classWeight } = options
    const { tol = 1e-6, maxIter = 1000, seed = 0 } = options
    this.options = { C, loss, fitIntercept, interceptScaling, classWeight, tol, maxIter, seed }
    const check = new OptionCheck('LinearSVC')
    check.above('C', C, 0)
    check.oneOf('loss', loss, ['squared_hinge', 'hinge'])
    check.above('interceptScaling', interceptScaling, 0)
    check.classWeight(classWeight)
    check.above('tol', tol, 0)
    check.count('maxIter', maxIter, 1)
    check.count('seed', seed, 0)
    check.done()
  }

  /** @throws INVALID_INPUT for empty data, NaN, mismatched shapes, a single class, or entries whose squares overflow. */
  fit(X: Matrix, y: readonly Label[], options: FitOptions = {}): LinearSVCModel {
    checkFitInput('LinearSVC', X, y, options)
    const { loss, fitIntercept, interceptScaling } = this.options
    const labels = encodeLabels(y)
    const wide = fitIntercept ? withColumn(X, interceptScaling) : X
    checkSquares('LinearSVC', wide)
    const outputs = labels.classes.length === 2 ? 1 : labels.classes.length
    const coef = new Float64Array(outputs * X.columns)
    const intercept = new Float64Array(outputs)
    const solve = solverFor(wide, loss)
    const left: Label[] = []
    let iterations = 0
    for (let k = 0; k < outputs; k++) {
      const report = (share: number) => options.onProgress?.((k + share) / outputs)
      const found = solve(this.#problem(labels, outputs === 1 ? 1 : k, options), report)
      coef.set(found.w.subarray(0, X.columns), k * X.columns)
      if (fitIntercept) intercept[k] = interceptScaling * found.w[X.columns]
      iterations = Math.max(iterations, found.iterations)
      if (!found.converged) left.push(labels.classes[outputs === 1 ? 1 : k])
    }
    if (left.length > 0) warn(left, this.options, options)
    options.onProgress?.(1)
    return new LinearSVCModel({ classes: labels.classes, coef, intercept, converged: left.length === 0, iterations })
  }

  /** Class k against all others. */
  #problem(labels: EncodedLabels, k: number, { sampleWeight }: FitOptions): MarginProblem {
    const { C, loss, classWeight, tol, maxIter, seed } = this.options
    const { classes, codes } = labels
    const signs = Float64Array.from(codes, (code) => (code === k ? 1 : -1))
    const costs = rowWeights(labels, classWeight, sampleWeight)
    for (let i = 0; i < costs.length; i++) {
      // liblinear gives the rest no weight of its own where there are several classes.
      if (classes.length > 2 && signs[i] < 0) costs[i] = sampleWeight ? sampleWeight[i] : 1
      costs[i] *= C
    }
    return { signs, costs, squared: loss === 'squared_hinge', tol, maxIter, seed }
  }
}

type Solver = (problem: MarginProblem, onProgress: (share: number) => void) => MarginSolution

/**
 * The hinge has a corner, which Newton's method cannot turn; the squared hinge leaves the choice. On 5,718 reviews in
 * 7,762 columns the dual takes 65 to 170 ms of the processor's time for C from 1 to 100, Newton 130 to 2,900. On a
 * table of columns of different scale it is the dual that crawls.
 */
function solverFor(X: Matrix, loss: 'squared_hinge' | 'hinge'): Solver {
  if (loss === 'squared_hinge' && !isSparse(X)) {
    return (problem, onProgress) => squaredHingeNewton(X, problem, onProgress)
  }
  const rows = toSparse(X)
  return (problem, onProgress) => dualDescent(rows, problem, onProgress)
}

function withColumn(X: Matrix, value: number): Matrix {
  return hstack([X, { rows: X.rows, columns: 1, values: new Float64Array(X.rows).fill(value) }])
}

function warn(
  left: readonly Label[],
  { tol, maxIter }: LinearSVC['options'],
  { onWarning = console.warn }: FitOptions,
): void {
  const names = left.map((label) => JSON.stringify(label)).join(', ')
  onWarning(
    `LinearSVC: not converged to tol ${tol} within ${maxIter} iterations for ${names}; scale the columns to a similar range, lower C, or raise maxIter or tol.`,
  )
}
