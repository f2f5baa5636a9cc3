import type { Parts } from '../learn/contract.ts'
import { PackedStrings } from '../learn/packed-strings.ts'
import type { VectorizerModel } from '../learn/text/vectorizer.ts'
import { type NeighborModel, neighborReasons } from './neighbor-reasons.ts'
import type { TextScorer } from './scorer.ts'

/** Characters of each text of training that a version keeps, to show it as a neighbour. */
const shownLength = 200

/** The beginnings of the texts that were learned from, as a part of a version. */
export function neighborTexts(texts: readonly string[]): Parts {
  const shown = PackedStrings.of(texts.map((text) => text.slice(0, shownLength).toWellFormed()))
  return { kind: 'NeighborTexts', config: {}, tensors: shown.toTensors('texts') }
}

/** Asks the nearest texts of training; their beginnings explain the answer. */
export function neighborTextScorer(vectorizer: VectorizerModel, classifier: NeighborModel, parts: Parts): TextScorer {
  const texts = PackedStrings.fromTensors(parts.tensors, 'texts')
  return {
    probabilities: (text, out) => out.set(classifier.predictProba(vectorizer.transform([text])).values),
    explain: (text) => neighborReasons(classifier, vectorizer.transform([text]), (row) => texts.at(row)),
  }
}
