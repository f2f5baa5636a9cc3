import type { ClassifierModel, RegressorModel } from '../learn/contract.ts'
import type { TableClassifier } from '../learn/estimator/classifier.ts'
import type { Step } from '../learn/estimator/estimator.ts'
import type { TableRegressor } from '../learn/estimator/regressor.ts'
import type { ColumnTransformer } from '../learn/preprocess/column-transformer/estimator.ts'
import type { Vectorizer } from '../learn/text/vectorizer.ts'

/** From texts to numbers. */
export type VectorizerStep = Step<string, 'vectorizer'> & Vectorizer

/** From numbers to labels, with probabilities: a decider has none, and stands inside a `CalibratedClassifier`. */
export type ClassifierStep = Step<string, 'classifier'> & TableClassifier<ClassifierModel>

export type TextPipeline = readonly [VectorizerStep, ClassifierStep]
export type TablePipeline = readonly [ClassifierStep] | readonly [ColumnTransformer, ClassifierStep]

/** From numbers to a number. */
export type RegressorStep = Step<string, 'regressor'> & TableRegressor<RegressorModel>

export type TextRegressorPipeline = readonly [VectorizerStep, RegressorStep]
export type TableRegressorPipeline = readonly [RegressorStep] | readonly [ColumnTransformer, RegressorStep]
