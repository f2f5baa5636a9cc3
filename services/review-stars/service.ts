import {
  basicAuth,
  csv,
  defineService,
  HistGradientBoostingClassifier,
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
const stars = ['1', '2', '3', '4', '5'] as const

type Stars = (typeof stars)[number]
type Pipeline = Parameters<typeof textClassifier>[0]['pipeline']

/** One way to learn stars from a review's text; all learn from the same rows and are scored on the same others. */
const learnStars = (...pipeline: Pipeline) =>
  textClassifier({ data, text: 'Review_Text', label: (row): Stars | undefined => stars[row.Rating - 1], pipeline })

export default defineService({
  name: 'review-stars',
  title: 'Stars of reviews',
  description: 'Reads a review and says how many stars its writer gave, from 1 to 5, by six algorithms.',
  port: 8000,
  models: {
    'logistic-regression': learnStars(
      new TfidfVectorizer({ ngramRange: [1, 2], minDf: 3, sublinearTf: true }),
      new LogisticRegression({ C: 4 }),
    ),
    'naive-bayes': learnStars(new TfidfVectorizer({ minDf: 3, sublinearTf: true }), new MultinomialNB({ alpha: 0.1 })),
    'random-forest': learnStars(
      new TfidfVectorizer({ minDf: 3, maxFeatures: 1000 }),
      new RandomForestClassifier({ nEstimators: 100, minSamplesLeaf: 2 }),
    ),
    'gradient-boosting': learnStars(
      new TfidfVectorizer({ minDf: 3, maxFeatures: 1000 }),
      new HistGradientBoostingClassifier({ maxIter: 50 }),
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
  evaluate: {
    model: 'logistic-regression',
    request: (row: { readonly Review_Text: string }) => ({
      path: '/algorithms/logistic-regression/rating',
      body: { comment: row.Review_Text },
      user: ['bob', 'builder'],
    }),
    label: (answer: { readonly rating: number }) => String(answer.rating),
  },
  deploy: {
    host: 'review-stars.example.com',
    // Six models, the neighbours and the forest with all their rows, and once more while a version is swapped.
    modelMemory: '64Mi',
    repository: 'https://git.example.com/team/slipway.git',
  },
})
