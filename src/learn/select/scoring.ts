import { type Problem, SlipwayError } from '../../errors.ts'
import { shown } from '../../values.ts'
import type { DenseMatrix, Label, LabelModel } from '../contract.ts'
import type { Option } from '../estimator/option.ts'
import { unknownName } from '../estimator/settings.ts'
import { accuracyScore, balancedAccuracyScore, matthewsCorrcoef } from '../metrics/accuracy.ts'
import { brierScoreLoss } from '../metrics/brier.ts'
import { expectedCalibrationError } from '../metrics/calibration.ts'
import type { WeightOptions } from '../metrics/check.ts'
import { f1Score, precisionScore, recallScore } from '../metrics/f1.ts'
import { logLoss } from '../metrics/log-loss.ts'
import { averagePrecisionScore } from '../metrics/precision-recall-curve.ts'
import type { Average } from '../metrics/precision-recall-fscore.ts'
import { meanAbsoluteError } from '../metrics/regression.ts'
import { rocAucScore } from '../metrics/roc-auc.ts'

/** What a model predicts for rows; each is computed when it is first used. */
export interface Predictions {
  readonly classes: readonly Label[]
  readonly predicted: readonly Label[]
  readonly probabilities: DenseMatrix
  /** What ranks the rows of two classes: the decision where the model has one, else the second's probability. */
  readonly ranking: DenseMatrix
}

/** A number for how good predictions are: more is better. */
export type Scorer = (yTrue: readonly Label[], predictions: Predictions, options: WeightOptions) => number

/** Scores by name, as in scikit-learn. Errors and losses are negative, so that more is better throughout. */
const scorers = {
  accuracy: (y, { predicted }, options) => accuracyScore(y, predicted, options),
  balancedAccuracy: (y, { predicted }, options) => balancedAccuracyScore(y, predicted, options),
  matthewsCorrcoef: (y, { predicted }, options) => matthewsCorrcoef(y, predicted, options),
  precision: (y, predictions, options) =>
    precisionScore(y, predictions.predicted, { ...options, ...binary(predictions) }),
  precisionMacro: averaged(precisionScore, 'macro'),
  precisionMicro: averaged(precisionScore, 'micro'),
  precisionWeighted: averaged(precisionScore, 'weighted'),
  recall: (y, predictions, options) => recallScore(y, predictions.predicted, { ...options, ...binary(predictions) }),
  recallMacro: averaged(recallScore, 'macro'),
  recallMicro: averaged(recallScore, 'micro'),
  recallWeighted: averaged(recallScore, 'weighted'),
  f1: (y, predictions, options) => f1Score(y, predictions.predicted, { ...options, ...binary(predictions) }),
  f1Macro: averaged(f1Score, 'macro'),
  f1Micro: averaged(f1Score, 'micro'),
  f1Weighted: averaged(f1Score, 'weighted'),
  /** For more than two classes the same as `rocAucOvr`. */
  rocAuc: (y, predictions, options) => rocAucScore(y, predictions.ranking, { ...options, labels: predictions.classes }),
  rocAucOvr: (y, { classes, probabilities }, options) =>
    rocAucScore(y, probabilities, { ...options, labels: classes, multiClass: 'ovr' }),
  rocAucOvrWeighted: (y, { classes, probabilities }, options) =>
    rocAucScore(y, probabilities, { ...options, labels: classes, multiClass: 'ovr', average: 'weighted' }),
  rocAucOvo: (y, { classes, probabilities }, options) =>
    rocAucScore(y, probabilities, { ...options, labels: classes, multiClass: 'ovo' }),
  rocAucOvoWeighted: (y, { classes, probabilities }, options) =>
    rocAucScore(y, probabilities, { ...options, labels: classes, multiClass: 'ovo', average: 'weighted' }),
  averagePrecision: (y, predictions, options) =>
    averagePrecisionScore(y, predictions.ranking, {
      ...options,
      ...(predictions.classes.length === 2 ? second(predictions) : {}),
    }),
  negLogLoss: (y, { classes, probabilities }, options) => -logLoss(y, probabilities, { ...options, labels: classes }),
  negBrierScore: (y, { classes, probabilities }, options) =>
    -brierScoreLoss(y, probabilities, { ...options, labels: classes }),
  negCalibrationError: (y, { classes, probabilities }, options) =>
    -expectedCalibrationError(y, probabilities, { ...options, labels: classes }),
  /** For labels that are numbers, such as stars. */
  negMeanAbsoluteError: (y, { predicted }, options) =>
    -meanAbsoluteError(y as readonly number[], predicted as readonly number[], options),
} as const satisfies { readonly [name: string]: Scorer }

export type ScoringName = keyof typeof scorers

/** The name of a score, or a function of labels and predictions; more is better. */
export function scoringOption(): Option<ScoringName | Scorer, 'accuracy'> {
  return {
    expected: 'the name of a score, or a function',
    default: 'accuracy',
    absent: undefined,
    problems: scoringProblems,
  }
}

/** The names of several scores. */
export function scoringList(): Option<readonly ScoringName[], readonly ['accuracy']> {
  return {
    expected: 'a list of names of scores',
    default: ['accuracy'],
    absent: undefined,
    problems: (given, path) =>
      Array.isArray(given)
        ? given.flatMap((each, i) => scoringProblems(each, `${path}[${i}]`))
        : [{ path, message: `expected a list of names of scores, got ${shown(given)}` }],
  }
}

function scoringProblems(given: unknown, path: string): Problem[] {
  if (typeof given === 'function') return []
  if (typeof given !== 'string')
    return [{ path, message: `expected the name of a score, or a function, got ${shown(given)}` }]
  if (Object.hasOwn(scorers, given)) return []
  return [{ path, message: unknownName(`score as ${shown(given)}`, given, Object.keys(scorers)) }]
}

/** The scorer of a name that was checked, or the given one. */
export function scorerOf(scoring: ScoringName | Scorer): Scorer {
  return typeof scoring === 'function' ? scoring : scorers[scoring]
}

/** Lets a model predict rows: only what the scorers use, and once. */
export function predictionsOf<X>(model: LabelModel<X>, X: X): Predictions {
  let predicted: readonly Label[] | undefined
  let probabilities: DenseMatrix | undefined
  let ranking: DenseMatrix | undefined
  const predictions: Predictions = {
    classes: model.classes,
    get predicted() {
      predicted ??= model.predict(X)
      return predicted
    },
    get probabilities() {
      probabilities ??= probabilitiesOf(model, X)
      return probabilities
    },
    get ranking() {
      ranking ??= (model.classes.length === 2 ? model.decisionFunction?.(X) : undefined) ?? predictions.probabilities
      return ranking
    },
  }
  return predictions
}

/** @throws INVALID_INPUT for a model that gives none. */
export function probabilitiesOf<X>(model: LabelModel<X>, X: X): DenseMatrix {
  if (model.predictProba) return model.predictProba(X)
  throw new SlipwayError(
    'INVALID_INPUT',
    `${model.kind} gives no probabilities; put it in a CalibratedClassifier, or choose a score of labels.`,
  )
}

type ScoreOfLabels = (y: readonly Label[], p: readonly Label[], options: WeightOptions & { average: Average }) => number

function averaged(score: ScoreOfLabels, average: Average): Scorer {
  return (y, { predicted }, options) => score(y, predicted, { ...options, average })
}

/** The positive label by the model's classes, so that a fold with rows of one class means the same as the others. */
function binary({ classes }: Predictions): { readonly posLabel?: Label } {
  return classes.length === 2 && !classes.includes(1) ? { posLabel: classes[1] } : {}
}

/** The label that decisions and the last column of probabilities favour. */
function second({ classes }: Predictions): { readonly posLabel: Label } {
  return { posLabel: classes[1] }
}
