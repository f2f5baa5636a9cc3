import { BernoulliNB, ComplementNB, GaussianNB, MultinomialNB } from '../bayes/index.ts'
import { CalibratedClassifier } from '../calibration/calibrated-classifier/fit.ts'
import { LogisticRegression } from '../linear/index.ts'
import { KNeighborsClassifier } from '../neighbors/index.ts'
import { Pipeline } from '../pipeline.ts'
import {
  ColumnTransformer,
  DateParts,
  MinMaxScaler,
  OneHotEncoder,
  OrdinalEncoder,
  SimpleImputer,
  StandardScaler,
} from '../preprocess/index.ts'
import { LinearSVC } from '../svm/index.ts'
import { CountVectorizer, FeatureUnion, HashingVectorizer, TfidfTransformer, TfidfVectorizer } from '../text/index.ts'
import { DecisionTreeClassifier, HistGradientBoostingClassifier, RandomForestClassifier } from '../tree/index.ts'

/** An estimator as data that crosses between threads: its name and what its constructor takes. */
export interface PortableEstimator {
  readonly estimator: string
  readonly parameters: readonly Portable[]
}

/** A parameter: an estimator, a list that may hold some, or plain data. */
type Portable =
  | { readonly inner: PortableEstimator }
  | { readonly list: readonly Portable[] }
  | { readonly plain: unknown }

/** How an estimator crosses: its class, and the parameters that make another like it. */
interface Crossing {
  readonly Class: new (...parameters: never[]) => object
  readonly parametersOf: (estimator: never) => readonly unknown[]
}

function crossing<E extends object>(
  Class: new (...parameters: never[]) => E,
  parametersOf: (estimator: E) => readonly unknown[],
): Crossing {
  return { Class, parametersOf }
}

const byOptions = [
  ...[BernoulliNB, ComplementNB, GaussianNB, MultinomialNB],
  ...[DecisionTreeClassifier, HistGradientBoostingClassifier, RandomForestClassifier],
  ...[KNeighborsClassifier, LinearSVC, LogisticRegression],
  ...[ColumnTransformer, MinMaxScaler, OneHotEncoder, OrdinalEncoder, SimpleImputer, StandardScaler],
] as (new (
  ...parameters: never[]
) => { readonly options: object })[]

const crossings: readonly Crossing[] = [
  ...byOptions.map((Class) => crossing(Class, ({ options }) => [options])),
  crossing(CountVectorizer, ({ settings }) => [settings]),
  crossing(HashingVectorizer, ({ settings }) => [settings]),
  crossing(TfidfTransformer, ({ settings }) => [settings]),
  crossing(DateParts, () => []),
  crossing(TfidfVectorizer, ({ counts, tfidf }) => [{ ...counts.settings, ...tfidf.settings }]),
  crossing(FeatureUnion, ({ steps }) => [steps]),
  crossing(Pipeline, ({ steps }) => [steps]),
  crossing(CalibratedClassifier, ({ estimator, options }) => [estimator, options]),
]

const crossingOf = new Map(crossings.map((one) => [one.Class.name, one]))

/** The estimator as data; undefined where it, or what it holds, is not one of ours or has a function in its options. */
export function toPortable(estimator: object): PortableEstimator | undefined {
  const known = crossingOf.get(estimator.constructor.name)
  if (known?.Class !== estimator.constructor) return undefined
  const parameters = packAll(known.parametersOf(estimator as never))
  return parameters && { estimator: known.Class.name, parameters }
}

/** Another estimator with the same options. */
export function fromPortable({ estimator, parameters }: PortableEstimator): object {
  return new (crossingOf.get(estimator)!.Class)(...(parameters.map(unpack) as never[]))
}

function packAll(values: readonly unknown[]): readonly Portable[] | undefined {
  const packed = values.map(pack)
  return packed.every((value) => value !== undefined) ? packed : undefined
}

function pack(value: unknown): Portable | undefined {
  if (isPlain(value)) return { plain: value }
  if (Array.isArray(value)) {
    const list = packAll(value)
    return list && { list }
  }
  const inner = typeof value === 'object' && value !== null ? toPortable(value) : undefined
  return inner && { inner }
}

function unpack(portable: Portable): unknown {
  if ('inner' in portable) return fromPortable(portable.inner)
  return 'list' in portable ? portable.list.map(unpack) : portable.plain
}

/** Whether a value is data throughout: no function, and no object of a class. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function'
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return false
  return Object.values(value).every(isPlain)
}
