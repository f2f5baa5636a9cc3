import type { BernoulliNBOptions, ComplementNBOptions, MultinomialNBOptions } from '../learn/bayes/options.ts'
import type { LogisticRegressionOptions } from '../learn/linear/options.ts'
import type { CountVectorizerOptions, TfidfVectorizerOptions } from '../learn/text/options.ts'

/**
 * The steps of a pipeline as a service file writes them: a name and options, no code. `train` turns each into the
 * estimator of that name in `slipway/learn`; a server reads what was fitted and never loads what fits.
 */
export interface Step<Name extends string = string, Role extends StepRole = StepRole> {
  readonly step: Name
  readonly role: Role
  readonly options: object
}

/** A vectorizer turns texts into numbers, a classifier turns numbers into labels. */
export type StepRole = 'vectorizer' | 'classifier'

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

/** Several vectorizers side by side, their columns one after the other: words and characters, say. */
export class FeatureUnion implements Step<'FeatureUnion', 'vectorizer'> {
  readonly step = 'FeatureUnion'
  readonly role = 'vectorizer'
  readonly options: { readonly steps: readonly Step<string, 'vectorizer'>[] }
  constructor(steps: readonly Step<string, 'vectorizer'>[]) {
    this.options = { steps }
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
