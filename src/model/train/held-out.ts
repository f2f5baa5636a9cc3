import type { ArtifactDraft } from '../../artifact/contract.ts'
import type { ModelDefinition, Predictor, Scores } from '../contract.ts'
import type { LabelledRows } from './labelled-rows.ts'
import type { Outcome } from './scores.ts'

/** Rows that a training held back, and how it did on them before it was fitted on all rows. */
export interface HeldOut<Input = never> {
  readonly rows: LabelledRows<Input>
  readonly outcome: Outcome
  /** The model as the service declares it now. */
  readonly declared: Pick<ModelDefinition<never>, 'derive'>
  /**
   * How another version of the same model does on rows like these.
   * @param labels that the version gives
   */
  answer(predictor: Predictor<never>, labels: readonly string[], rows: LabelledRows<Input>): Outcome
}

/** A version before it is written, with all of its scores. */
export interface TrainedDraft extends ArtifactDraft {
  readonly manifest: ArtifactDraft['manifest'] & { readonly metrics: Scores }
}

/** A model that was trained now: a version that is ready to be written, and the rows that it can be judged by. */
export interface TrainedVersion {
  readonly draft: TrainedDraft
  readonly held: HeldOut
}
