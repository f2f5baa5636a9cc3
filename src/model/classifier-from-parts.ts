import { SlipwayError } from '../errors.ts'
import { BernoulliNBModel } from '../learn/bayes/bernoulli-nb/model.ts'
import { ComplementNBModel } from '../learn/bayes/complement-nb/model.ts'
import { GaussianNBModel } from '../learn/bayes/gaussian-nb/model.ts'
import { MultinomialNBModel } from '../learn/bayes/multinomial-nb/model.ts'
import { CalibratedClassifierModel } from '../learn/calibration/calibrated-classifier/model.ts'
import type { ClassifierModel, Parts } from '../learn/contract.ts'
import { LogisticRegressionModel } from '../learn/linear/logistic-regression/model.ts'
import { KNeighborsClassifierModel } from '../learn/neighbors/k-neighbors-classifier/model.ts'
import { LinearSVCModel } from '../learn/svm/linear-svc/model.ts'
import { DecisionTreeClassifierModel } from '../learn/tree/decision-tree-classifier/model.ts'
import { HistGradientBoostingClassifierModel } from '../learn/tree/hist-gradient-boosting-classifier/model.ts'
import { RandomForestClassifierModel } from '../learn/tree/random-forest-classifier/model.ts'

/** Every fitted classifier by the name of its estimator. What fits them is never imported from here. */
const readers: { readonly [kind: string]: (parts: Parts) => ClassifierModel } = {
  BernoulliNB: BernoulliNBModel.fromParts,
  CalibratedClassifier: (parts) =>
    CalibratedClassifierModel.fromParts(parts, { ...readers, LinearSVC: LinearSVCModel.fromParts }),
  ComplementNB: ComplementNBModel.fromParts,
  DecisionTreeClassifier: DecisionTreeClassifierModel.fromParts,
  GaussianNB: GaussianNBModel.fromParts,
  HistGradientBoostingClassifier: HistGradientBoostingClassifierModel.fromParts,
  KNeighborsClassifier: KNeighborsClassifierModel.fromParts,
  LogisticRegression: LogisticRegressionModel.fromParts,
  MultinomialNB: MultinomialNBModel.fromParts,
  RandomForestClassifier: RandomForestClassifierModel.fromParts,
}

/** @throws ARTIFACT_CORRUPT for a kind that this library does not know. */
export function classifierFromParts(parts: Parts): ClassifierModel {
  if (Object.hasOwn(readers, parts.kind)) return readers[parts.kind](parts)
  throw new SlipwayError(
    'ARTIFACT_CORRUPT',
    `a classifier of the kind ${parts.kind}: this library knows ${Object.keys(readers).join(', ')}; upgrade it or train again.`,
  )
}
