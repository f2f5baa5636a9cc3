export { openPlotter, type Plotter } from './card/plotter.ts'
export type {
  Explanation,
  InputOf,
  ModelDefinition,
  ModelHandle,
  ModelKind,
  OutputOf,
  Prediction,
  Predictor,
  Scores,
} from './contract.ts'
export { checkGolden, loadPredictor } from './load.ts'
export { type Comparison, compareVersions } from './train/compare-versions.ts'
export type { TrainContext, TrainProgress } from './train/context.ts'
export type { Definitions } from './train/definitions.ts'
export type { HeldOut, TrainedVersion } from './train/held-out.ts'
export { isStale } from './train/is-stale.ts'
export { seenRowsFile } from './train/seen-rows.ts'
export { isStandIn } from './train/stand-in.ts'
export { tablesOf } from './train/tables-of.ts'
export { trainModels } from './train/train-models.ts'
export { vaderLexicon } from './vader-lexicon/index.ts'
