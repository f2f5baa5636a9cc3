import { fitOptions } from '../estimator/fit-options.ts'
import { count, folds } from '../estimator/option-kinds.ts'

/** The options of everything that fits once for each fold, as `FoldOptions` describes them. */
export const foldOptions = { ...fitOptions, cv: folds(), seed: count({ least: 0, default: 0 }) }
