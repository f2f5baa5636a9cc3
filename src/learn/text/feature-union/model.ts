import type { Parts, SparseMatrix } from '../../contract.ts'
import { hstack } from '../../matrix.ts'
import { nestParts, type Readers, readParts, unnestParts } from '../../nested-parts.ts'
import type { Pausable } from '../../pausable.ts'
import { namesIn } from '../score/names-in.ts'
import { rowScorer } from '../score/row-scorer.ts'
import type { TermAdder, VectorizerModel, WeightOf } from '../vectorizer.ts'

/** Fitted vectorizers side by side. */
export class FeatureUnionModel implements VectorizerModel {
  readonly kind = 'FeatureUnion'
  readonly steps: readonly VectorizerModel[]

  constructor(steps: readonly VectorizerModel[]) {
    this.steps = steps
  }

  get columns(): number {
    return this.steps.reduce((sum, step) => sum + step.columns, 0)
  }

  transform(texts: readonly string[]): SparseMatrix {
    return hstack(this.steps.map((step) => step.transform(texts))) as SparseMatrix
  }

  featureNames(): readonly string[] {
    return this.steps.flatMap((step) => step.featureNames())
  }

  /** The term of one column. */
  featureName(column: number): string {
    for (const step of this.steps) {
      if (column < step.columns) return step.featureName(column)
      column -= step.columns
    }
    throw new RangeError(`There is no column ${column} beyond the last.`)
  }

  toParts(): Parts {
    return nestParts(
      this.kind,
      this.steps.map((step) => step.toParts()),
    )
  }

  namesIn(text: string): (column: number) => string {
    const steps = this.steps.map((step) => ({ columns: step.columns, nameOf: namesIn(step, text) }))
    return (column) => {
      let first = 0
      for (const { columns, nameOf } of steps) {
        if (column < first + columns) return nameOf(column - first)
        first += columns
      }
      return this.featureName(column)
    }
  }

  *termScorer(decisions: number, weightOf: WeightOf): Pausable<TermAdder> {
    const scorers: TermAdder[] = []
    let first = 0
    for (const step of this.steps) {
      const start = first
      first += step.columns
      const weightOfOwn: WeightOf = (decision, column) => weightOf(decision, start + column)
      const ofTerms = step.termScorer && (yield* step.termScorer(decisions, weightOfOwn))
      scorers.push(ofTerms ?? rowScorer(step, weightOfOwn))
    }
    return {
      addTo(out, text) {
        for (const scorer of scorers) scorer.addTo(out, text)
      },
    }
  }

  /** @throws ARTIFACT_CORRUPT for a step of a kind that `readers` lacks */
  static fromParts(parts: Parts, readers: Readers): FeatureUnionModel {
    return new FeatureUnionModel(unnestParts(parts).map((step) => readParts(step, readers) as VectorizerModel))
  }
}
