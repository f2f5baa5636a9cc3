import { Type } from 'typebox'
import type { Columns, Row } from '../data/contract.ts'
import type { TableInput } from './define.ts'
import { toFeatures } from './features.ts'
import { tableInputSchema } from './table-input.ts'

/**
 * One row as a table model is asked, by column name: null where the cell may be missing.
 *
 * @param columns the source's
 * @param features the columns that the model learns from
 * @throws INVALID_SERVICE for a feature that is no column
 */
export function row<const C extends Columns, F extends keyof C & string>(columns: C, features: readonly F[]) {
  return Type.Unsafe<TableInput<Row<C>, F>>(tableInputSchema(toFeatures(columns, features)) as object)
}
