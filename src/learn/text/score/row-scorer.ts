import type { TermAdder, VectorizerModel, WeightOf } from '../vectorizer.ts'

/** Scores texts by the rows that the vectorizer makes of them: for token patterns, whose words may be anything, and for hashes. */
export function rowScorer(vectorizer: VectorizerModel, weightOf: WeightOf): TermAdder {
  return {
    addTo(out, text) {
      const { indices, values } = vectorizer.transform([text])
      for (let e = 0; e < indices.length; e++) {
        for (let k = 0; k < out.length; k++) out[k] += values[e] * weightOf(k, indices[e])
      }
    },
  }
}
