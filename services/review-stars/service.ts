import {
  basicAuth,
  CalibratedClassifier,
  csv,
  defineService,
  HistGradientBoostingClassifier,
  KNeighborsClassifier,
  LinearSVC,
  LogisticRegression,
  MultinomialNB,
  RandomForestClassifier,
  rowsFrom,
  TfidfVectorizer,
  Type,
  text,
  textClassifier,
} from 'slipway'
import { algorithms } from './algorithms.ts'
import {
  algorithmSummary,
  bestOf,
  findModel,
  performanceAnswer,
  performanceOf,
  rate,
  ratingAnswer,
  summaryOf,
} from './answers.ts'
import { authentication } from './checks/authentication.ts'
import { performance } from './checks/performance.ts'
import { comments, rating } from './checks/rating.ts'

const columns = { Review_Text: 'text', Rating: 'integer' } as const
const data = [
  csv('data/reviews.csv', { encoding: 'windows-1252', columns }),
  rowsFrom('data/generate.ts', { columns, synthetic: true }),
] as const
const name = Type.String({ description: 'One of the algorithms.' })
const body = Type.Object({ comment: text({ maxLength: 50_000, description: 'What a reviewer wrote.' }) })
const card = { learningCurve: false }
const stars = ['1', '2', '3', '4', '5'] as const

type Stars = (typeof stars)[number]
type Pipeline = Parameters<typeof textClassifier>[0]['pipeline']

const words = { minDf: 3, sublinearTf: true, stem: 'english' } as const
const wordsAndPairs = new TfidfVectorizer({ ...words, ngramRange: [1, 2] })
/** Trees look at one column a split: of the rare ones they learn nothing but accidents. */
const commonWords = new TfidfVectorizer({ ...words, maxFeatures: 3000 })
/**
 * Few stars are rare. Balanced weights would go as 1 / share; as its root boosting bears them better, and as its ¾th
 * power they cost logistic regression less accuracy and gain nearly as much macro F1.
 */
const rarer = { 1: 2.8, 2: 2.2, 3: 1.3, 4: 0.83, 5: 0.62 }
const muchRarer = { 1: 4.7, 2: 3.3, 3: 1.5, 4: 0.76, 5: 0.49 }

/** One way to learn stars from a review's text; all learn from the same rows and are scored on the same others. */
const learnStars = (...pipeline: Pipeline) =>
  textClassifier({
    data,
    text: 'Review_Text',
    label: (row): Stars | undefined => stars[row.Rating - 1],
    pipeline,
    card,
  })

export default defineService({
  name: 'review-stars',
  title: 'Stars of reviews',
  description: 'Reads a review and says how many stars its writer gave, from 1 to 5, by six algorithms.',
  port: 8000,
  models: {
    'logistic-regression': learnStars(wordsAndPairs, new LogisticRegression({ C: 1, classWeight: muchRarer })),
    'naive-bayes': learnStars(wordsAndPairs, new MultinomialNB({ alpha: 0.03, fitPrior: false })),
    // Calibrated on what folds say, but one SVM on all rows: as small and as fast as without.
    'linear-svm': learnStars(wordsAndPairs, new CalibratedClassifier(new LinearSVC({ C: 0.2 }), { ensemble: false })),
    'k-nearest-neighbors': learnStars(
      wordsAndPairs,
      new KNeighborsClassifier({ nNeighbors: 15, metric: 'cosine', weights: 'distance' }),
    ),
    'random-forest': learnStars(
      commonWords,
      new RandomForestClassifier({ nEstimators: 100, minSamplesLeaf: 3, classWeight: 'balanced' }),
    ),
    'gradient-boosting': learnStars(
      commonWords,
      new HistGradientBoostingClassifier({ maxIter: 120, maxLeafNodes: 4, learningRate: 0.15, classWeight: rarer }),
    ),
  },
  access: basicAuth({ users: 'credentials.csv', permissions: [] }),
  routes: ({ get, post, models }) => {
    const all = algorithms.map((name) => models[name])
    return [
      get(
        '/algorithms',
        { answer: Type.Object({ algorithms: Type.Array(algorithmSummary) }), summary: 'The algorithms' },
        () => ({ algorithms: all.map(summaryOf) }),
      ),
      get(
        '/algorithms/{name}/performance',
        { params: { name }, answer: performanceAnswer, summary: 'How well one did on reviews that it had not seen' },
        ({ params }) => performanceOf(findModel(models, params.name)),
      ),
      get(
        '/performance',
        { answer: Type.Object({ performance: Type.Array(performanceAnswer) }), summary: 'How well all of them did' },
        () => ({ performance: all.map(performanceOf) }),
      ),
      post(
        '/algorithms/{name}/rating',
        { params: { name }, body, answer: ratingAnswer, summary: 'The stars of a comment, by one algorithm' },
        ({ params, body }) => rate(findModel(models, params.name), body.comment),
      ),
      post(
        '/rating',
        {
          body,
          answer: Type.Object({ best: ratingAnswer, ratings: Type.Array(ratingAnswer) }),
          summary: 'The stars of a comment, by all algorithms, and by the one with the best accuracy',
        },
        ({ body }) => ({
          best: rate(bestOf(models), body.comment),
          ratings: all.map((model) => rate(model, body.comment)),
        }),
      ),
    ]
  },
  examples: Object.fromEntries(algorithms.map((name) => [name, comments])),
  checks: { authentication, performance, rating },
  checksLog: 'results.txt',
  evaluate: {
    model: 'logistic-regression',
    request: (row) => ({
      path: '/algorithms/logistic-regression/rating',
      body: { comment: row.Review_Text },
      user: ['bob', 'builder'],
    }),
    answer: ratingAnswer,
    label: (answer) => String(answer.rating),
  },
  deploy: {
    host: 'review-stars.example.com',
    // Six models, the neighbours and the forest with all their rows, and once more while a version is swapped.
    modelMemory: '64Mi',
    repository: 'https://git.example.com/team/slipway.git',
  },
})
