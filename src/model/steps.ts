import type {
  BernoulliNBOptions,
  ComplementNBOptions,
  GaussianNBOptions,
  MultinomialNBOptions,
} from '../learn/bayes/options.ts'
import type { CalibratedClassifierOptions } from '../learn/calibration/options.ts'
import type { LogisticRegressionOptions } from '../learn/linear/options.ts'
import type { KNeighborsClassifierOptions } from '../learn/neighbors/options.ts'
import type { ColumnTransformerOptions } from '../learn/preprocess/options.ts'
import type { LinearSVCOptions } from '../learn/svm/options.ts'
import type { CountVectorizerOptions, HashingVectorizerOptions, TfidfVectorizerOptions } from '../learn/text/options.ts'
import type {
  DecisionTreeClassifierOptions,
  HistGradientBoostingClassifierOptions,
  RandomForestClassifierOptions,
} from '../learn/tree/options.ts'

/**
 * The steps of a pipeline as a service file writes them: a name and options, no code. `train` turns each into the
 * estimator of that name in `slipway/learn`; a server reads what was fitted and never loads what fits.
 */
export interface Step<Name extends string = string, Role extends StepRole = StepRole> {
  readonly step: Name
  readonly role: Role
  readonly options: object
}

/**
 * A vectorizer turns texts into numbers, an encoder the columns of a table; a classifier turns numbers into labels; a
 * decider does too, without probabilities.
 */
export type StepRole = 'vectorizer' | 'encoder' | 'classifier' | 'decider'

export class CountVectorizer implements Step<'CountVectorizer', 'vectorizer'> {
  readonly step = 'CountVectorizer'
  readonly role = 'vectorizer'
  readonly options: CountVectorizerOptions
  constructor(options: CountVectorizerOptions = {}) {
    this.options = options
  }
}

export class TfidfVectorizer implements Step<'TfidfVectorizer', 'vectorizer'> {
  readonly step = 'TfidfVectorizer'
  readonly role = 'vectorizer'
  readonly options: TfidfVectorizerOptions
  constructor(options: TfidfVectorizerOptions = {}) {
    this.options = options
  }
}

/**
 * Terms to columns by their hash: no vocabulary to learn or to carry. Before `MultinomialNB` and `ComplementNB`, which
 * take no counts below 0, with `alternateSign: false`; before trees, which look through every column, with fewer of
 * them (`nFeatures: 4096`).
 */
export class HashingVectorizer implements Step<'HashingVectorizer', 'vectorizer'> {
  readonly step = 'HashingVectorizer'
  readonly role = 'vectorizer'
  readonly options: HashingVectorizerOptions
  constructor(options: HashingVectorizerOptions = {}) {
    this.options = options
  }
}

/** Several vectorizers side by side, their columns one after the other: words and characters, say. */
export class FeatureUnion implements Step<'FeatureUnion', 'vectorizer'> {
  readonly step = 'FeatureUnion'
  readonly role = 'vectorizer'
  readonly options: { readonly steps: readonly Step<string, 'vectorizer'>[] }
  constructor(steps: readonly Step<string, 'vectorizer'>[]) {
    this.options = { steps }
  }
}

/** The columns of a table to numbers; what is not said is chosen to suit the classifier. */
export class ColumnTransformer implements Step<'ColumnTransformer', 'encoder'> {
  readonly step = 'ColumnTransformer'
  readonly role = 'encoder'
  readonly options: ColumnTransformerOptions
  constructor(options: ColumnTransformerOptions = {}) {
    this.options = options
  }
}

export class LogisticRegression implements Step<'LogisticRegression', 'classifier'> {
  readonly step = 'LogisticRegression'
  readonly role = 'classifier'
  readonly options: LogisticRegressionOptions
  constructor(options: LogisticRegressionOptions = {}) {
    this.options = options
  }
}

export class MultinomialNB implements Step<'MultinomialNB', 'classifier'> {
  readonly step = 'MultinomialNB'
  readonly role = 'classifier'
  readonly options: MultinomialNBOptions
  constructor(options: MultinomialNBOptions = {}) {
    this.options = options
  }
}

export class ComplementNB implements Step<'ComplementNB', 'classifier'> {
  readonly step = 'ComplementNB'
  readonly role = 'classifier'
  readonly options: ComplementNBOptions
  constructor(options: ComplementNBOptions = {}) {
    this.options = options
  }
}

export class BernoulliNB implements Step<'BernoulliNB', 'classifier'> {
  readonly step = 'BernoulliNB'
  readonly role = 'classifier'
  readonly options: BernoulliNBOptions
  constructor(options: BernoulliNBOptions = {}) {
    this.options = options
  }
}

export class GaussianNB implements Step<'GaussianNB', 'classifier'> {
  readonly step = 'GaussianNB'
  readonly role = 'classifier'
  readonly options: GaussianNBOptions
  constructor(options: GaussianNBOptions = {}) {
    this.options = options
  }
}

export class DecisionTreeClassifier implements Step<'DecisionTreeClassifier', 'classifier'> {
  readonly step = 'DecisionTreeClassifier'
  readonly role = 'classifier'
  readonly options: DecisionTreeClassifierOptions
  constructor(options: DecisionTreeClassifierOptions = {}) {
    this.options = options
  }
}

export class RandomForestClassifier implements Step<'RandomForestClassifier', 'classifier'> {
  readonly step = 'RandomForestClassifier'
  readonly role = 'classifier'
  readonly options: RandomForestClassifierOptions
  constructor(options: RandomForestClassifierOptions = {}) {
    this.options = options
  }
}

export class HistGradientBoostingClassifier implements Step<'HistGradientBoostingClassifier', 'classifier'> {
  readonly step = 'HistGradientBoostingClassifier'
  readonly role = 'classifier'
  readonly options: HistGradientBoostingClassifierOptions
  constructor(options: HistGradientBoostingClassifierOptions = {}) {
    this.options = options
  }
}

export class KNeighborsClassifier implements Step<'KNeighborsClassifier', 'classifier'> {
  readonly step = 'KNeighborsClassifier'
  readonly role = 'classifier'
  readonly options: KNeighborsClassifierOptions
  constructor(options: KNeighborsClassifierOptions = {}) {
    this.options = options
  }
}

/** A linear SVM decides, and says no probabilities: in a pipeline it stands inside a `CalibratedClassifier`. */
export class LinearSVC implements Step<'LinearSVC', 'decider'> {
  readonly step = 'LinearSVC'
  readonly role = 'decider'
  readonly options: LinearSVCOptions
  constructor(options: LinearSVCOptions = {}) {
    this.options = options
  }
}

/** Makes honest probabilities of what another classifier decides. */
export class CalibratedClassifier implements Step<'CalibratedClassifier', 'classifier'> {
  readonly step = 'CalibratedClassifier'
  readonly role = 'classifier'
  readonly options: CalibratedOptions & { readonly estimator: Step<string, 'classifier' | 'decider'> }
  constructor(estimator: Step<string, 'classifier' | 'decider'>, options: CalibratedOptions = {}) {
    this.options = { estimator, ...options }
  }
}

/** As data: the folds are a number. */
type CalibratedOptions = Omit<CalibratedClassifierOptions, 'cv'> & {
  /** The number of stratified, shuffled folds. @default 5 */
  readonly cv?: number
}
