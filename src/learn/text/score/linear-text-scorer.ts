import { SlipwayError } from '../../../errors.ts'
import type { LinearModel } from '../../abilities.ts'
import { type Pausable, runThrough } from '../../pausable.ts'
import { strongestFirst } from '../../strongest-first.ts'
import type { VectorizerModel, WeightOf } from '../vectorizer.ts'
import { namesIn } from './names-in.ts'
import { rowScorer } from './row-scorer.ts'

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
  /** @param decision which decision to explain, from 0 to k − 1. @default 0 */
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
  const { columns } = vectorizer
  if (coef.length !== columns * intercept.length) {
    throw new SlipwayError(
      'INVALID_INPUT',
      `compileLinearText: expected ${columns} weights for each of the ${intercept.length} decisions, one a column of the vectorizer, got ${coef.length} in all.`,
    )
  }
  const weightOf: WeightOf = (k, column) => coef[k * columns + column]
  const scorer = (yield* termScorerOf(vectorizer, intercept.length, weightOf)) ?? rowScorer(vectorizer, weightOf)
  return {
    decide(text, out) {
      out.set(intercept)
      scorer.addTo(out, text)
    },
    explain: (text, decision = 0) => explain(vectorizer, linear, text, decision),
  }
}

function* termScorerOf(vectorizer: VectorizerModel, decisions: number, weightOf: WeightOf) {
  return vectorizer.termScorer && (yield* vectorizer.termScorer(decisions, weightOf))
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
    contribution: values[e] * coef[decision * columns + column],
  }))
  // A hashed column that training never met weighs nothing, and would be listed for every new word.
  const moving = contributions.filter(({ contribution }) => contribution !== 0)
  return { bias: intercept[decision], contributions: strongestFirst(moving) }
}
