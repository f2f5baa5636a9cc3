import type { ArtifactDraft } from '../../artifact/contract.ts'
import type { RegressionScores, Scores } from '../contract.ts'
import type { Evidence } from './evidence.ts'
import type { RegressionEvidence } from './regression-evidence.ts'

/** What a model card is written from. */
interface Facts<S, E extends { readonly intervals: object; readonly plots: object }>
  extends Omit<ArtifactDraft['manifest'], 'metrics' | 'golden' | 'input'> {
  readonly scores: S
  readonly evidence: Pick<E, 'intervals' | 'plots'>
  /** What the model is and how it was made, in sentences. */
  readonly about: readonly string[]
  /** What it should not be used for, a sentence each. */
  readonly notFor: readonly string[]
}

export type ClassifierFacts = Facts<Scores, Evidence>
export type RegressionFacts = Facts<RegressionScores, RegressionEvidence>
export type CardFacts = ClassifierFacts | RegressionFacts

export function areRegressionFacts(facts: CardFacts): facts is RegressionFacts {
  return 'root_mean_squared_error' in facts.scores
}
