import { SlipwayError } from '../../errors.ts'
import type { LinearModel } from '../linear/linear-model.ts'
import { type Pausable, runThrough } from '../pausable.ts'
import { CountVectorizerModel } from './count-vectorizer/model.ts'
import { FeatureUnionModel, type VectorizerModel } from './feature-union/model.ts'
import { HashingVectorizerModel } from './hashing-vectorizer/model.ts'
import { namesIn } from './names-in.ts'
import { CompactTermScorer, type TermScorer, type WeightOf, WideTermScorer } from './term-scorer.ts'

export interface TermContribution {
  readonly feature: string
  readonly contribution: number
}

/** What each term of a text adds to a decision. */
export interface TextExplanation {
  readonly bias: number
  /** Strongest first, those that add nothing left out. They sum, with the bias, to the decision. */
  readonly contributions: readonly TermContribution[]
}

/** A vectorizer and a linear model in one: from a text to its decisions, with no matrix in between. */
export interface LinearTextScorer {
  /** Fills `out`, shape `(k,)`, with the decisions that `linearDecision` gives for the vectorizer's row. */
  decide(text: string, out: Float64Array): void
  /** @param decision whose terms to tell, from 0 to k − 1. @default 0 */
  explain(text: string, decision?: number): TextExplanation
}

/**
 * Compiles a fitted vectorizer, or a union of them, and a linear model for scoring texts one by one. The decisions
 * agree with `vectorizer.transform` and a dot product to 1e-6.
 * @throws INVALID_INPUT when the model does not have a weight for each column of the vectorizer.
 */
export function compileLinearText(vectorizer: VectorizerModel, linear: LinearModel): LinearTextScorer {
  return runThrough(compilingLinearText(vectorizer, linear))
}

/** As `compileLinearText`, with pauses: it takes a microsecond or two a term. */
export function* compilingLinearText(vectorizer: VectorizerModel, linear: LinearModel): Pausable<LinearTextScorer> {
  const { coef, intercept } = linear
  const parts = leaves(vectorizer)
  const { columns } = vectorizer
  if (coef.length !== columns * intercept.length) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `compileLinearText: expected ${columns} weights for each of the ${intercept.length} decisions, one a column of the vectorizer, got ${coef.length} in all.`,
    )
  }
  let first = 0
  const scorers: Pick<TermScorer, 'addTo'>[] = []
  for (const part of parts) {
    const start = first
    first += part.columns
    scorers.push(yield* scorerOf(part, intercept.length, (k, column) => coef[k * columns + start + column]!))
  }
  return {
    decide(text, out) {
      out.set(intercept)
      for (const scorer of scorers) scorer.addTo(out, text)
    },
    explain: (text, decision = 0) => explain(vectorizer, linear, text, decision),
  }
}

type VectorizerLeaf = Exclude<VectorizerModel, FeatureUnionModel>

function leaves(vectorizer: VectorizerModel): VectorizerLeaf[] {
  return vectorizer instanceof FeatureUnionModel ? vectorizer.steps.flatMap(leaves) : [vectorizer]
}

function* scorerOf(part: VectorizerLeaf, decisions: number, weightOf: WeightOf): Pausable<Pick<TermScorer, 'addTo'>> {
  if (part instanceof HashingVectorizerModel) return plainScorer(part, weightOf)
  const [counts, tfidf] = part instanceof CountVectorizerModel ? [part, null] : [part.counts, part.tfidf]
  if (counts.settings.tokenPattern !== null) return plainScorer(part, weightOf)
  if (decisions === 1 && tfidf && tfidf.settings.norm !== false) {
    return yield* CompactTermScorer.building(counts, tfidf, weightOf)
  }
  return yield* WideTermScorer.building(counts, tfidf, decisions, weightOf)
}

/** For token patterns, whose words may be anything, and for hashes: by the vectorizer itself. */
function plainScorer(part: VectorizerLeaf, weightOf: WeightOf): Pick<TermScorer, 'addTo'> {
  return {
    addTo(out, text) {
      const { indices, values } = part.transform([text])
      for (let e = 0; e < indices.length; e++) {
        for (let k = 0; k < out.length; k++) out[k]! += values[e]! * weightOf(k, indices[e]!)
      }
    },
  }
}

function explain(
  vectorizer: VectorizerModel,
  { coef, intercept }: LinearModel,
  text: string,
  decision: number,
): TextExplanation {
  const { columns, indices, values } = vectorizer.transform([text])
  const nameOf = namesIn(vectorizer, text)
  const contributions = Array.from(indices, (column, e) => ({
    feature: nameOf(column),
    contribution: values[e]! * coef[decision * columns + column]!,
  }))
  // A hashed column that training never met weighs nothing, and would be told for every new word.
  const moving = contributions.filter(({ contribution }) => contribution !== 0)
  moving.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  return { bias: intercept[decision]!, contributions: moving }
}
