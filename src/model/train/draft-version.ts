import type { ArtifactDraft } from '../../artifact/contract.ts'
import type { Json } from '../../learn/contract.ts'
import { anyInput } from '../any-input.ts'
import type { Evidence } from '../card/evidence.ts'
import type { CardFacts } from '../card/facts.ts'
import { modelCard } from '../card/model-card.ts'
import type { RegressionEvidence } from '../card/regression-evidence.ts'
import type { ModelDefinition, Predictor, RegressionScores, Scores } from '../contract.ts'
import { withDerived } from '../derive.ts'
import type { TableRow } from '../table-input.ts'
import type { TrainContext } from './context.ts'
import type { TrainedDraft } from './held-out.ts'
import type { LabelledRows } from './labelled-rows.ts'
import { packSeenRows, seenRowsFile } from './seen-rows.ts'

interface Trained {
  readonly model: string
  readonly definition: ModelDefinition<never>
  readonly context: TrainContext
  readonly labels: readonly string[]
  readonly input: Json
  readonly scores: Scores | RegressionScores
  /** What the card shows beside the scores. */
  readonly evidence: Evidence | RegressionEvidence
  /** Absent where nothing was learned from rows. */
  readonly rows?: Pick<LabelledRows, 'origin'> & { readonly count: number }
  /** The inputs that the fit in `parts` saw; absent where nothing was learned from rows. */
  readonly seen?: readonly unknown[]
  /** What is kept of them in the manifest. */
  readonly observed?: Json | undefined
  /** Of the rows that it is scored on, as `learnedDigest` gives it. */
  readonly learnedSha256: string | undefined
  readonly parts: ArtifactDraft['parts']
  readonly predictor: Predictor<never>
  /** For the card: what the model is and how it was made, in sentences. */
  readonly about: readonly string[]
}

/** Puts a trained model together as a version: what it is, what it scored, its golden rows and its card. */
export async function draftVersion(trained: Trained): Promise<TrainedDraft> {
  const { model, definition, context, labels, input, scores, evidence, rows, parts, predictor, about } = trained
  const { seen, observed, learnedSha256 } = trained
  const golden = examplesOf(context.examples[model], input).map((example) => ({
    input: example,
    ...derivedOf(definition, example),
    output: predictor.predict(example as never) as Json,
  }))
  const facts = {
    library: context.library,
    service: context.service,
    model,
    kind: definition.kind,
    created: `${context.now().toISOString().slice(0, 19)}Z`,
    options: definition.options,
    labels,
    data: rows ? { ...rows.origin, rows: rows.count } : null,
  }
  return {
    manifest: {
      ...facts,
      input,
      golden,
      metrics: scores,
      ...(observed && { seen: observed }),
      ...(learnedSha256 && { learnedSha256 }),
    },
    parts,
    documents: {
      'README.md': modelCard({ ...facts, scores, evidence, about, notFor: definition.card?.notFor ?? [] } as CardFacts),
      ...(await evidence.pictures),
      ...(seen && { [seenRowsFile]: packSeenRows(seen) }),
    },
  }
}

/** The columns that the service derives from an example: whoever checks the version without its code needs them. */
function derivedOf({ derive }: ModelDefinition<never>, example: Json): { readonly derived?: Json } {
  if (derive === undefined) return {}
  const whole = withDerived(derive, example as TableRow)
  return { derived: Object.fromEntries(Object.entries(whole).filter(([name]) => Object.hasOwn(derive, name))) }
}

/** A version without golden rows is refused: where the service has no examples, there is something made up to ask. */
function examplesOf(examples: readonly Json[] | undefined, input: Json): readonly Json[] {
  return examples !== undefined && examples.length > 0 ? examples : [anyInput(input)]
}
