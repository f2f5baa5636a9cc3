import { createHash } from 'node:crypto'
import type { Row } from '../../data/contract.ts'
import { withDerived } from '../derive.ts'
import type { TableRow } from '../table-input.ts'
import { inputReader, isRegressor, type LearningDefinition, labelReader } from './learner.ts'

/** Characters that are hashed at once. */
const chunkLength = 1 << 16

/**
 * sha256 of what the functions of a service make of a table: the label of each row, or its target and weight, and its derived columns. A rule that
 * gives other labels has another digest, also where only a value outside of the rule changed; a rule that is written
 * differently and gives the same labels has the same. Cells that the model takes as they are need no digest here: the
 * table has one.
 *
 * @throws INVALID_DATA where a derived column gives what no column can hold
 */
export function learnedDigest(definition: LearningDefinition, rows: readonly Row[]): string {
  const { derive } = definition
  const labelOf = taughtReader(definition)
  const inputOf = inputReader(definition)
  const names = Object.keys(derive ?? {})
  const hash = createHash('sha256').update(JSON.stringify(names))
  let chunk = ''
  for (const row of rows) {
    const label = labelOf(row) ?? null
    if (label === null || names.length === 0) chunk += `${JSON.stringify(label)}\n`
    else {
      const whole = withDerived(derive, inputOf(row) as TableRow)
      chunk += `${JSON.stringify([label, ...names.map((name) => whole[name])])}\n`
    }
    if (chunk.length < chunkLength) continue
    hash.update(chunk)
    chunk = ''
  }
  return hash.update(chunk).digest('hex')
}

/** What a row teaches: its label; or its target, with its weight where rows have one. */
function taughtReader(definition: LearningDefinition): (row: Row) => unknown {
  if (!isRegressor(definition)) return labelReader(definition)
  const { target, weight } = definition.source
  const numberOf = (row: Row, given: typeof target) => (typeof given === 'function' ? given(row) : row[given])
  if (weight === undefined) return (row) => numberOf(row, target)
  return (row) => [numberOf(row, target), numberOf(row, weight)]
}
