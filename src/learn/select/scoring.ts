import { type Problem, SlipwayError } from '../../errors.ts'
import { shown } from '../../values.ts'
import type { DenseMatrix, Label, LabelModel, RegressorModel } from '../contract.ts'
import type { Option } from '../estimator/option.ts'
import { unknownName } from '../estimator/settings.ts'
import { accuracyScore, balancedAccuracyScore, matthewsCorrcoef } from '../metrics/accuracy.ts'
import { brierScoreLoss } from '../metrics/brier.ts'
import { expectedCalibrationError } from '../metrics/calibration.ts'
import type { WeightOptions } from '../metrics/check.ts'
import { meanGammaDeviance, meanPinballLoss, meanPoissonDeviance } from '../metrics/deviance.ts'
import { f1Score, precisionScore, recallScore } from '../metrics/f1.ts'
import { logLoss } from '../metrics/log-loss.ts'
import { averagePrecisionScore } from '../metrics/precision-recall-curve.ts'
import type { Average } from '../metrics/precision-recall-fscore.ts'
import {
  maxError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  medianAbsoluteError,
  r2Score,
  rootMeanSquaredError,
} from '../metrics/regression.ts'
import { rocAucScore } from '../metrics/roc-auc.ts'

/** What a model predicts for rows; each is computed when it is first used. */
export interface Predictions {
  /** Of a regressor, none. */
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
  /** From here on for numbers: those of a regressor, or labels that are numbers, such as stars. */
  negMeanAbsoluteError: ofNumbers(meanAbsoluteError, -1),
  r2: ofNumbers(r2Score, 1),
  negMeanSquaredError: ofNumbers(meanSquaredError, -1),
  negRootMeanSquaredError: ofNumbers(rootMeanSquaredError, -1),
  negMedianAbsoluteError: ofNumbers(medianAbsoluteError, -1),
  negMeanAbsolutePercentageError: ofNumbers(meanAbsolutePercentageError, -1),
  negMaxError: ofNumbers(maxError, -1),
  /** Of the median. */
  negMeanPinballLoss: ofNumbers(meanPinballLoss, -1),
  negMeanPoissonDeviance: ofNumbers(meanPoissonDeviance, -1),
  negMeanGammaDeviance: ofNumbers(meanGammaDeviance, -1),
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
export function predictionsOf<X>(model: LabelModel<X> | RegressorModel<X>, X: X): Predictions {
  return 'classes' in model ? labelsOf(model, X) : numbersOf(model, X)
}

function numbersOf<X>(model: RegressorModel<X>, X: X): Predictions {
  const refuse = (): never => {
    throw new SlipwayError(
      'INVALID_INPUT',
      `${model.kind} predicts numbers, without probabilities; choose a score of numbers, such as r2.`,
    )
  }
  let predicted: readonly number[] | undefined
  return {
    classes: [],
    get predicted() {
      predicted ??= Array.from(model.predict(X))
      return predicted
    },
    get probabilities() {
      return refuse()
    },
    get ranking() {
      return refuse()
    },
  }
}

function labelsOf<X>(model: LabelModel<X>, X: X): Predictions {
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

type ScoreOfNumbers = (y: ArrayLike<number>, p: ArrayLike<number>, options: WeightOptions) => number

function ofNumbers(score: ScoreOfNumbers, sign: 1 | -1): Scorer {
  return (y, { predicted }, options) => sign * score(y as readonly number[], predicted as readonly number[], options)
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
