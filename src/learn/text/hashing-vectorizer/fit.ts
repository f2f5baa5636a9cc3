import type { SparseMatrix } from '../../contract.ts'
import { takeRows } from '../../matrix.ts'
import type { ReadTexts } from '../read-texts.ts'
import { analysisSettings } from '../settings.ts'
import type { HashingVectorizer } from './estimator.ts'
import { HashingVectorizerModel } from './model.ts'

/** Counts terms once, to be learned from more than once. */
export function read(
  options: HashingVectorizer['options'],
  texts: readonly string[],
): ReadTexts<HashingVectorizerModel> {
  const { nFeatures, alternateSign, norm } = options
  const model = new HashingVectorizerModel({ ...analysisSettings(options), nFeatures, alternateSign, norm })
  const output = model.transform(texts)
  return {
    rows: texts.length,
    fit: (rows) => ({ model, output: takeRows(output, rows) as SparseMatrix }),
    finish: () => ({ model, output }),
  }
}
