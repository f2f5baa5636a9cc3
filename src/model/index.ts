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
export type { TrainContext, TrainProgress } from './train/context.ts'
export { isStale } from './train/is-stale.ts'
export { type Definitions, trainModels } from './train/train-models.ts'
export { vaderLexicon } from './vader-lexicon/index.ts'
