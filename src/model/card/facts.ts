import type { ArtifactDraft } from '../../artifact/contract.ts'
import type { Scores } from '../contract.ts'
import type { Evidence } from './evidence.ts'

/** What a model card is written from. */
export type CardFacts = Omit<ArtifactDraft['manifest'], 'metrics' | 'golden' | 'input'> & {
  readonly scores: Scores
  readonly evidence: Pick<Evidence, 'intervals' | 'plots'>
  /** What the model is and how it was made, in sentences. */
  readonly about: readonly string[]
  /** What it should not be used for, a sentence each. */
  readonly notFor: readonly string[]
}
