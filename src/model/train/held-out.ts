import type { ArtifactDraft } from '../../artifact/contract.ts'
import type { ModelDefinition, Predictor, RegressionScores, Scores } from '../contract.ts'

/** How a model does on some rows beside another, by one measure. */
export interface Difference {
  readonly measure: 'macroF1' | 'meanAbsoluteError'
  readonly challenger: number
  readonly current: number
  /** What chance explains of the difference: half the width of its 95 % interval. */
  readonly margin: number
}

/** Rows that a training held out, and how it did on them before it was fitted on all rows. */
export interface HeldOut {
  readonly inputs: readonly unknown[]
  /** The model as the service declares it now. */
  readonly declared: Pick<ModelDefinition<never>, 'derive'>
  /**
   * How it did beside another version of the same model.
   * @param labels that the version gives
   * @param places of the rows that are compared on
   */
  compare(other: Predictor<never>, labels: readonly string[], places: Int32Array): Difference
}

/** A version before it is written, with all of its scores. */
export interface TrainedDraft extends ArtifactDraft {
  readonly manifest: ArtifactDraft['manifest'] & { readonly metrics: Scores | RegressionScores }
}

/** A model that was trained now: a version that is ready to be written, and the rows that it can be judged by. */
export interface TrainedVersion {
  readonly draft: TrainedDraft
  readonly held: HeldOut
}
