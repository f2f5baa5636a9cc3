import type { ClassifierModel, Matrix, RegressorModel } from '../learn/contract.ts'
import { itemAt } from '../values.ts'
import type { Explanation } from './contract.ts'

/** A classifier that answers by training rows. */
export type NeighborModel = ClassifierModel & Required<Pick<ClassifierModel, 'neighbors'>>

export function answersByNeighbors(model: ClassifierModel | RegressorModel): model is NeighborModel {
  return 'neighbors' in model && model.neighbors !== undefined
}

/**
 * What explains an answer of k neighbours: the neighbours themselves, nearest first, each with its label and distance.
 * A neighbour of the explained label (the second of two, the answered one of more) contributes its share in the
 * answer, any other nothing, so that they sum to the label's probability.
 *
 * @param X shape `(1, d)`
 * @param nameOf what a training row is called, by its number
 */
export function neighborReasons(classifier: NeighborModel, X: Matrix, nameOf: (row: number) => string): Explanation {
  const labels = classifier.classes
  const explained = labels.length === 2 ? labels[1] : classifier.predict(X)[0]
  const explanation = itemAt(classifier.neighbors(X), 0).map(({ row, distance, label, share }) => ({
    feature: nameOf(row),
    contribution: label === explained ? share : 0,
    label: String(label),
    distance,
  }))
  return { bias: 0, explanation }
}
