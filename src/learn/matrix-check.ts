import { type Problem, SlipwayError } from '../errors.ts'
import { isRecord, shown } from '../values.ts'
import { type FitOptions, isSparse, type Label, type Matrix } from './contract.ts'

/** What a matrix has to be. */
interface Expected {
  /** What it is called in a message. @default 'X' */
  readonly name?: string
  /** The number of columns seen in training. @default any, 1 or more */
  readonly columns?: number
  /** Entries must be 0 or more, as counts are. @default false */
  readonly nonNegative?: boolean
  /** Entries may be NaN, which stands for a missing value. @default false */
  readonly missing?: boolean
}

/** What the targets of a regressor have to be. */
interface TargetRange {
  /** The least target. @default any number */
  readonly least?: number
  /** Targets have to be above this. @default any number */
  readonly above?: number
}

/**
 * Checks a matrix where it comes in, once, so that loops can trust it: its shape, its pointers and that every entry is
 * a finite number. One pass over the entries.
 * @param who names the caller in the message, such as `LogisticRegression.predict`.
 * @throws INVALID_INPUT with all the problems.
 */
export function checkMatrix(who: string, X: Matrix, expected: Expected = {}): void {
  throwIfAny(who, matrixProblems(X, expected))
}

/**
 * Checks what a classifier is given to learn from: `X` as `checkMatrix` does, one label a row, at least two
 * different ones, and weights of 0 or more that are not all 0.
 * @throws INVALID_INPUT with all the problems.
 */
export function checkFitInput(who: string, X: Matrix, y: readonly Label[], options: FitOptions & Expected = {}): void {
  const problems = matrixProblems(X, options)
  if (noMatrix(X)) throwIfAny(who, problems)
  if (X.rows === 0) problems.push({ path: 'X', message: 'expected at least one row to learn from, got none' })
  if (y.length !== X.rows) {
    problems.push({ path: 'y', message: `expected one label for each of the ${X.rows} rows of X, got ${y.length}` })
  }
  problems.push(...labelProblems(y), ...weightProblems(X.rows, options.sampleWeight))
  throwIfAny(who, problems)
}

/**
 * Checks what a regressor is given to learn from: `X` as `checkMatrix` does, one finite number a row, and weights of 0 or
 * more that are not all 0.
 * @throws INVALID_INPUT with all the problems.
 */
export function checkRegressionInput(
  who: string,
  X: Matrix,
  y: ArrayLike<number>,
  options: FitOptions & Expected & TargetRange = {},
): void {
  const problems = matrixProblems(X, options)
  if (noMatrix(X)) throwIfAny(who, problems)
  if (X.rows === 0) problems.push({ path: 'X', message: 'expected at least one row to learn from, got none' })
  problems.push(...targetProblems(X.rows, y, options), ...weightProblems(X.rows, options.sampleWeight))
  throwIfAny(who, problems)
}

function throwIfAny(who: string, problems: Problem[]): void {
  if (problems.length === 0) return
  const said = problems.map(({ path, message }) => `${path}: ${message}`)
  throw new SlipwayError('INVALID_INPUT', `${who}: ${said.join('; ')}.`, { problems })
}

function matrixProblems(X: Matrix, expected: Expected): Problem[] {
  const { name = 'X', columns, nonNegative = false, missing = false } = expected
  const problem = (message: string): Problem[] => [{ path: name, message }]
  const other = noMatrix(X)
  if (other !== undefined) return problem(other)
  if (!Number.isInteger(X.rows) || !Number.isInteger(X.columns) || X.rows < 0 || X.columns < 0) {
    return problem(`expected rows and columns as whole numbers, got (${X.rows}, ${X.columns})`)
  }
  if (columns !== undefined && X.columns !== columns) {
    return problem(`expected ${columns} columns, as in training, got ${X.columns}`)
  }
  if (X.columns === 0) return problem('expected at least one column, got none')
  if (!isSparse(X)) {
    if (X.values.length !== X.rows * X.columns) {
      return problem(`expected ${X.rows} × ${X.columns} = ${X.rows * X.columns} values, got ${X.values.length}`)
    }
  } else {
    const broken = pointerProblem(X)
    if (broken) return problem(broken)
  }
  const entries = isSparse(X) ? X.indptr[X.rows] : X.values.length
  const least = nonNegative ? 0 : Number.NEGATIVE_INFINITY
  const { values } = X
  for (let e = 0; e < entries; e++) {
    const value = values[e]
    // One subtraction finds NaN and both infinities: x − x is 0 for finite numbers only.
    if (value - value !== 0 || value < least) {
      if (missing && Number.isNaN(value)) continue
      const at = place(X, e)
      const finite = nonNegative ? 'finite numbers of 0 or more' : 'finite numbers'
      const wanted = missing ? `${finite}, or NaN for a missing one` : finite
      return problem(`expected ${wanted}, got ${value} in row ${at.row}, column ${at.column} (counted from 0)`)
    }
  }
  return []
}

/** What is to be said of what is no matrix at all, as plain JavaScript may pass it. */
function noMatrix(X: unknown): string | undefined {
  if (Array.isArray(X)) {
    const isTexts = typeof X[0] === 'string'
    return isTexts
      ? 'expected a matrix, got texts; turn them into one with a vectorizer, such as new TfidfVectorizer()'
      : 'expected a matrix, got plain arrays; pass denseMatrix(rows)'
  }
  if (isRecord(X) && 'rows' in X && 'columns' in X && ArrayBuffer.isView(X.values)) return undefined
  return `expected a matrix, such as denseMatrix(rows), got ${ArrayBuffer.isView(X) ? `a ${X.constructor.name}` : shown(X)}`
}

function pointerProblem(X: Extract<Matrix, { indptr: Int32Array }>): string | undefined {
  if (X.indptr.length !== X.rows + 1 || X.indptr[0] !== 0) {
    return `expected indptr to have ${X.rows + 1} entries, the first 0, got ${X.indptr.length} from ${X.indptr[0]}`
  }
  for (let i = 0; i < X.rows; i++) {
    if (X.indptr[i + 1] < X.indptr[i]) return `expected indptr never to fall, but it does after row ${i}`
  }
  const entries = X.indptr[X.rows]
  if (X.indices.length < entries || X.values.length < entries) {
    return `expected ${entries} indices and values, got ${X.indices.length} and ${X.values.length}`
  }
  const { rows, columns, indptr, indices } = X
  for (let i = 0; i < rows; i++) {
    const end = indptr[i + 1]
    let previous = -1
    for (let e = indptr[i]; e < end; e++) {
      const j = indices[e]
      if (j <= previous || j >= columns) {
        return `expected the columns of row ${i} ascending, without repeats and below ${columns}, got ${previous < 0 ? j : `${j} after ${previous}`}`
      }
      previous = j
    }
  }
  return undefined
}

function place(X: Matrix, entry: number): { row: number; column: number } {
  if (!isSparse(X)) return { row: Math.floor(entry / X.columns), column: entry % X.columns }
  let row = 0
  while (X.indptr[row + 1] <= entry) row++
  return { row, column: X.indices[entry] }
}

function labelProblems(y: readonly Label[]): Problem[] {
  if (y.length === 0) return []
  const type = typeof y[0]
  const problem = (message: string): Problem[] => [{ path: 'y', message }]
  if (type !== 'string' && type !== 'number') return problem(`expected strings or numbers, got ${type} in row 0`)
  let several = false
  for (let i = 0; i < y.length; i++) {
    const label = y[i]
    if (typeof label !== type) return problem(`expected only ${type}s, as in row 0, got ${typeof label} in row ${i}`)
    if (Number.isNaN(label)) return problem(`expected a label, got NaN in row ${i}`)
    if (label !== y[0]) several = true
  }
  return several ? [] : problem(`expected at least two classes to tell apart, got only ${JSON.stringify(y[0])}`)
}

function targetProblems(rows: number, y: ArrayLike<number>, { least, above }: TargetRange): Problem[] {
  const problem = (message: string): Problem[] => [{ path: 'y', message }]
  if (typeof y !== 'object' || typeof y?.length !== 'number') return problem(`expected numbers, got ${shown(y)}`)
  if (y.length !== rows) return problem(`expected one number for each of the ${rows} rows of X, got ${y.length}`)
  const bound = least !== undefined ? ` of ${least} or more` : above !== undefined ? ` above ${above}` : ''
  for (let i = 0; i < rows; i++) {
    const target = y[i]
    const outside = target < (least ?? Number.NEGATIVE_INFINITY) || (above !== undefined && target <= above)
    if (typeof target !== 'number' || !Number.isFinite(target) || outside) {
      return problem(`expected finite numbers${bound}, got ${shown(target)} in row ${i}`)
    }
  }
  return []
}

function weightProblems(rows: number, weights: ArrayLike<number> | undefined): Problem[] {
  if (weights === undefined) return []
  const problem = (message: string): Problem[] => [{ path: 'sampleWeight', message }]
  if (weights.length !== rows) {
    return problem(`expected one weight for each of the ${rows} rows of X, got ${weights.length}`)
  }
  let sum = 0
  for (let i = 0; i < rows; i++) {
    const weight = weights[i]
    if (!(weight >= 0 && weight < Number.POSITIVE_INFINITY)) {
      return problem(`expected finite numbers of 0 or more, got ${weight} in row ${i}`)
    }
    sum += weight
  }
  return sum > 0 || rows === 0 ? [] : problem('expected some weight above 0, got only zeros')
}
