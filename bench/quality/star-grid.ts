import {
  CalibratedClassifier,
  HistGradientBoostingClassifier,
  KNeighborsClassifier,
  LinearSVC,
  LogisticRegression,
  MultinomialNB,
  RandomForestClassifier,
  TfidfVectorizer,
} from 'slipway'
import { type Algorithm, algorithms } from '../../services/review-stars/algorithms.ts'
import reviewStars from '../../services/review-stars/service.ts'

/** A pipeline of one of review-stars' algorithms, as both sides make and fit it. */
export interface StarPipeline {
  readonly algorithm: Algorithm
  readonly setting: string
  readonly vectorizer: Vectorizer
  readonly classifier: Classifier
}

type Pipeline = (typeof reviewStars.models)[Algorithm]['source']['pipeline']
type Vectorizer = Pipeline[0]
type Classifier = Pipeline[1]

const words = { minDf: 3, sublinearTf: true, stem: 'english' } as const
const wordsAndPairs = new TfidfVectorizer({ ...words, ngramRange: [1, 2] })
const commonWords = new TfidfVectorizer({ ...words, maxFeatures: 3000 })
/** Between none and balanced, which go as 1 / share: as its root, and as its ¾th power. */
const root = { 1: 2.8, 2: 2.2, 3: 1.3, 4: 0.83, 5: 0.62 }
const most = { 1: 4.7, 2: 3.3, 3: 1.5, 4: 0.76, 5: 0.49 }

const classifiers: { readonly [algorithm in Algorithm]: readonly Classifier[] } = {
  'logistic-regression': [
    new LogisticRegression({ C: 2 }),
    new LogisticRegression({ C: 1, classWeight: most }),
    new LogisticRegression({ C: 2, classWeight: 'balanced' }),
  ],
  'naive-bayes': [true, false].flatMap((fitPrior) =>
    [0.01, 0.03, 0.1, 0.3].map((alpha) => new MultinomialNB({ alpha, fitPrior })),
  ),
  'linear-svm': [{ C: 0.05 }, { C: 0.2 }, { C: 0.2, classWeight: 'balanced' as const }].map(
    (options) => new CalibratedClassifier(new LinearSVC(options), { ensemble: false }),
  ),
  'k-nearest-neighbors': [5, 15, 40].map(
    (nNeighbors) => new KNeighborsClassifier({ nNeighbors, metric: 'cosine', weights: 'distance' }),
  ),
  'random-forest': [
    new RandomForestClassifier({ nEstimators: 100, minSamplesLeaf: 1, classWeight: 'balanced' }),
    new RandomForestClassifier({ nEstimators: 100, minSamplesLeaf: 3, classWeight: 'balanced' }),
    new RandomForestClassifier({ nEstimators: 100, minSamplesLeaf: 3, classWeight: most }),
  ],
  'gradient-boosting': [{}, { classWeight: root }].map(
    (weights) => new HistGradientBoostingClassifier({ maxIter: 120, maxLeafNodes: 4, learningRate: 0.15, ...weights }),
  ),
}
/** Trees look at one column a split, so they get the words that are common. */
const onCommonWords: readonly Algorithm[] = ['random-forest', 'gradient-boosting']

/** The pipelines that review-stars ships. */
export const shipped: readonly StarPipeline[] = algorithms.map((algorithm) => {
  const [vectorizer, classifier] = reviewStars.models[algorithm].source.pipeline
  return toPipeline(algorithm, vectorizer, classifier)
})

/** What ours and the rivals are tuned by; the shipped pipelines are among them. */
export const grid: readonly StarPipeline[] = shipped.flatMap((own) => {
  const vectorizer = onCommonWords.includes(own.algorithm) ? commonWords : wordsAndPairs
  const others = classifiers[own.algorithm].map((one) => toPipeline(own.algorithm, vectorizer, one))
  return [own, ...others.filter((one) => !isSame(one, own))]
})

export function isSame(a: StarPipeline, b: StarPipeline): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function toPipeline(algorithm: Algorithm, vectorizer: Vectorizer, classifier: Classifier): StarPipeline {
  return { algorithm, setting: said(classifier.toJSON().options), vectorizer, classifier }
}

/** Options in one line: their names and values, an inner estimator's first. */
function said(options: object): string {
  return Object.entries(options)
    .map(([name, value]) => {
      if (typeof value !== 'object') return `${name} ${value}`
      return 'toJSON' in value ? said(value.toJSON().options) : `${name} ${Object.values(value).join('/')}`
    })
    .join(', ')
}
