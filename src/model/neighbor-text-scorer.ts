import type { Parts } from '../learn/contract.ts'
import type { KNeighborsClassifierModel } from '../learn/neighbors/k-neighbors-classifier-model.ts'
import { PackedStrings } from '../learn/packed-strings.ts'
import type { VectorizerModel } from '../learn/text/feature-union-model.ts'
import type { TextScorer } from './text-scorer.ts'

/** Characters of each text of training that a version keeps, to show it as a neighbour. */
const shownLength = 200

/** The beginnings of the texts that were learned from, as a part of a version. */
export function neighborTexts(texts: readonly string[]): Parts {
  const shown = PackedStrings.of(texts.map((text) => text.slice(0, shownLength).toWellFormed()))
  return { kind: 'NeighborTexts', config: {}, tensors: shown.toTensors('texts') }
}

/**
 * Asks the nearest texts of training. What explains an answer is the neighbours themselves, nearest first: the
 * beginning of each, its label and distance. A neighbour of the explained label contributes its share in the answer,
 * any other nothing, so that they sum to the label's probability.
 */
export function neighborTextScorer(
  vectorizer: VectorizerModel,
  classifier: KNeighborsClassifierModel,
  parts: Parts,
): TextScorer {
  const texts = PackedStrings.fromTensors(parts.tensors, 'texts')
  const labels = classifier.classes
  return {
    probabilities: (text, out) => out.set(classifier.predictProba(vectorizer.transform([text])).values),
    explain(text) {
      const X = vectorizer.transform([text])
      const explained = labels.length === 2 ? labels[1] : classifier.predict(X)[0]
      const explanation = classifier.neighbors(X)[0].map(({ row, distance, label, share }) => ({
        feature: texts.at(row),
        contribution: label === explained ? share : 0,
        label: String(label),
        distance,
      }))
      return { bias: 0, explanation }
    },
  }
}
