import { SlipwayError } from '../errors.ts'
import { BernoulliNB, ComplementNB, GaussianNB, MultinomialNB } from '../learn/bayes/index.ts'
import { CalibratedClassifier } from '../learn/calibration/index.ts'
import type { Classifier, LabelClassifier, Matrix } from '../learn/contract.ts'
import { LogisticRegression } from '../learn/linear/index.ts'
import { KNeighborsClassifier } from '../learn/neighbors/index.ts'
import { LinearSVC } from '../learn/svm/index.ts'
import {
  CountVectorizer,
  FeatureUnion,
  HashingVectorizer,
  TfidfVectorizer,
  type Vectorizer,
} from '../learn/text/index.ts'
import { DecisionTreeClassifier, HistGradientBoostingClassifier, RandomForestClassifier } from '../learn/tree/index.ts'
import type { Step } from './steps.ts'

type Options = { readonly [name: string]: never }

const vectorizers: { readonly [step: string]: (options: Options) => Vectorizer } = {
  CountVectorizer: (options) => new CountVectorizer(options),
  TfidfVectorizer: (options) => new TfidfVectorizer(options),
  HashingVectorizer: (options) => new HashingVectorizer(options),
  FeatureUnion: (options) =>
    new FeatureUnion((options.steps as readonly Step<string, 'vectorizer'>[]).map(toVectorizer)),
}

const classifiers: { readonly [step: string]: (options: Options) => Classifier } = {
  LogisticRegression: (options) => new LogisticRegression(options),
  BernoulliNB: (options) => new BernoulliNB(options),
  ComplementNB: (options) => new ComplementNB(options),
  MultinomialNB: (options) => new MultinomialNB(options),
  GaussianNB: (options) => new GaussianNB(options),
  DecisionTreeClassifier: (options) => new DecisionTreeClassifier(options),
  RandomForestClassifier: (options) => new RandomForestClassifier(options),
  HistGradientBoostingClassifier: (options) => new HistGradientBoostingClassifier(options),
  KNeighborsClassifier: (options) => new KNeighborsClassifier(options),
  CalibratedClassifier: ({ estimator, ...options }) => new CalibratedClassifier<Matrix>(toDecider(estimator), options),
}

/** Beside the classifiers, what decides without probabilities and can be calibrated. */
const deciders: { readonly [step: string]: (options: Options) => LabelClassifier } = {
  ...classifiers,
  LinearSVC: (options) => new LinearSVC(options),
}

/** The estimator that a step of a service file describes. Training only. @throws INVALID_OPTION */
export function toVectorizer({ step, options }: Step<string, 'vectorizer'>): Vectorizer {
  return make(vectorizers, step, options)
}

/** @throws INVALID_OPTION */
export function toClassifier({ step, options }: Step<string, 'classifier'>): Classifier {
  return make(classifiers, step, options)
}

function toDecider({ step, options }: Step<string, 'classifier' | 'decider'>): LabelClassifier {
  return make(deciders, step, options)
}

function make<E>(makers: { readonly [step: string]: (options: Options) => E }, step: string, options: object): E {
  if (!Object.hasOwn(makers, step)) {
    throw new SlipwayError(
      'INVALID_OPTION',
      `pipeline: there is no step ${step}; expected one of ${Object.keys(makers).join(', ')}.`,
    )
  }
  return makers[step](options as Options)
}
