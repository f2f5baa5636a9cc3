import type { OptionsOf } from '../../estimator/option.ts'
import { transformer } from '../../estimator/transformer.ts'
import { weightOptions } from '../options.ts'
import { TfidfTransformerModel } from './model.ts'

export type TfidfOptions = OptionsOf<typeof weightOptions>

/**
 * Weights counts by how informative their columns are. With n rows, of which df have the column,
 *
 *   idf = ln((1 + n) / (1 + df)) + 1, or ln(n / df) + 1 without `smoothIdf`
 *
 * Source: Salton & Buckley (1988), Information Processing & Management 24(5); the constants are scikit-learn's.
 *
 * @example
 * const counts = denseMatrix([[2, 1], [1, 0]])
 * new TfidfTransformer().fit(counts).idf // [1, 1.4055]
 */
export class TfidfTransformer extends transformer({
  name: 'TfidfTransformer',
  role: 'transformer',
  options: weightOptions,
  home: import.meta.url,
  read: TfidfTransformerModel.fromParts,
}) {}
