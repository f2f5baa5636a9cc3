import type { Row, Table } from '../../data/contract.ts'
import { SlipwayError } from '../../errors.ts'
import { trainTestSplit } from '../../learn/select/index.ts'
import { itemAt, shown } from '../../values.ts'
import type { TrainRun } from './context.ts'
import { learnedDigest } from './learned-digest.ts'
import { inputReader, type RegressorDefinition, sourcesOf } from './learner.ts'
import { type Sides, splitBy } from './split-by.ts'

/** Rows with a target: what a regressor learns from and is scored on. */
export interface TargetRows<Input = unknown> {
  readonly inputs: readonly Input[]
  readonly targets: Float64Array
  /** How much each row counts; absent: each 1. */
  readonly weights?: Float64Array
  readonly origin: Omit<Table, 'rows' | 'leftOut'>
  /** What rows are held out by, one a row. */
  readonly splitValues?: readonly unknown[]
  readonly learnedSha256?: string
  /** Rows that have no target, and were left out; absent: not counted. */
  readonly unlabelled?: number
  /** Rows that do not fit their columns, where the source leaves such rows out. */
  readonly leftOut?: Table['leftOut'] | undefined
}

/** Fewer rows than these cannot be learned from and scored on. */
const leastRows = 10

/**
 * Reads the rows of a regressor; rows without a target are left out.
 * @throws INVALID_DATA for too few rows, or targets that are all the same
 * @throws INVALID_SERVICE where a function gives no number
 */
export async function readTargetRows<Input>(
  model: string,
  definition: RegressorDefinition,
  context: TrainRun,
): Promise<TargetRows<Input>> {
  const { target, weight, split } = definition.source
  const targetOf = numberReader(model, 'target', target)
  const weightOf = weight === undefined ? undefined : numberReader(model, 'weight', weight)
  const inputOf = inputReader(definition)
  const { rows, leftOut, ...origin } = await context.tables.read(sourcesOf(definition, context), {
    folder: context.folder,
    onProgress: (share) => context.onProgress?.({ model, step: 'read', share }),
  })
  const kept = rows.flatMap((row) => {
    const value = targetOf(row)
    return value === undefined ? [] : [{ row, value }]
  })
  const targets = Float64Array.from(kept, ({ value }) => value)
  checkEnough(model, origin.name, targets)
  return {
    inputs: kept.map(({ row }) => inputOf(row) as Input),
    targets,
    ...(weightOf && { weights: weightsOf(model, kept, weightOf) }),
    origin,
    ...(split && { splitValues: kept.map(({ row }) => row[split.column]) }),
    learnedSha256: learnedDigest(definition, rows),
    unlabelled: rows.length - kept.length,
    leftOut,
  }
}

/** The number of a row by a column or a function; undefined where it has none. */
function numberReader(model: string, what: string, given: RegressorDefinition['source']['target']) {
  const read: (row: Row) => unknown = typeof given === 'function' ? (row) => given(row) : (row) => row[given]
  return (row: Row): number | undefined => {
    const value = read(row)
    if (value === undefined || value === null || Number.isNaN(value)) return undefined
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw new SlipwayError(
      'INVALID_SERVICE',
      `${model}: its ${what} rule gave ${shown(value)}; expected a finite number, or undefined for a row without one.`,
    )
  }
}

function weightsOf(
  model: string,
  kept: readonly { readonly row: Row }[],
  weightOf: (row: Row) => number | undefined,
): Float64Array {
  return Float64Array.from(kept, ({ row }) => {
    const weight = weightOf(row)
    if (weight !== undefined && weight >= 0) return weight
    const got = weight === undefined ? 'none' : String(weight)
    throw new SlipwayError('INVALID_DATA', `${model}: expected a weight of 0 or more for every row, got ${got}.`)
  })
}

function checkEnough(model: string, name: string, targets: Float64Array): void {
  if (targets.length < leastRows) {
    throw new SlipwayError(
      'INVALID_DATA',
      `${model}: learning needs at least ${leastRows} rows with a target; ${name} has ${targets.length}.`,
    )
  }
  if (targets.every((target) => target === targets[0])) {
    throw new SlipwayError(
      'INVALID_DATA',
      `${model}: every target in ${name} is ${targets[0]}: there is nothing to learn.`,
    )
  }
}

/** The rows that a model is scored by: the same for everyone who asks with the same rows. */
export function splitTargets(
  definition: RegressorDefinition,
  { targets, splitValues }: Pick<TargetRows, 'targets' | 'splitValues'>,
): Sides {
  const { testSize = 0.2, seed = 0, split } = definition.source
  if (split && splitValues) return splitBy(split, splitValues, testSize, seed)
  return trainTestSplit(targets.length, { testSize, seed })
}

type Teaching<Input> = Pick<TargetRows<Input>, 'inputs' | 'targets' | 'weights'>

/** The rows at some places, in their order. */
export function takeTargets<Input>({ inputs, targets, weights }: Teaching<Input>, places: Int32Array): Teaching<Input> {
  return {
    inputs: Array.from(places, (place) => itemAt(inputs, place)),
    targets: Float64Array.from(places, (place) => itemAt(targets, place)),
    ...(weights && { weights: Float64Array.from(places, (place) => itemAt(weights, place)) }),
  }
}
