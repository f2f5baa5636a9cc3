import {
  basicAuth,
  csv,
  defineService,
  LogisticRegression,
  rowsFrom,
  type Scores,
  TfidfVectorizer,
  Type,
  text,
  textClassifier,
  vader,
} from 'slipway'
import { authentication } from './checks/authentication.ts'
import { authorization } from './checks/authorization.ts'
import { content, sentences } from './checks/content.ts'

const columns = { Review_Text: 'text', Rating: 'integer' } as const
const sentence = text({ maxLength: 50_000, description: 'What a visitor wrote.' })
const sentimentAnswer = Type.Object({
  version: Type.String(),
  sentence: Type.String(),
  score: Type.Number({ minimum: -1, maximum: 1 }),
  sentiment: Type.Enum(['negative', 'neutral', 'positive']),
})
const permissionsAnswer = Type.Object({ username: Type.String(), permissions: Type.Array(Type.String()) })

export default defineService({
  name: 'park-sentiment',
  title: 'Sentiment of theme-park reviews',
  description: 'Scores what visitors of a theme park wrote, from −1 (negative) to +1 (positive), by two models.',
  port: 5002,
  models: {
    v1: textClassifier({
      data: [
        csv('data/reviews.csv', { encoding: 'windows-1252', columns }),
        rowsFrom('data/sample.ts', { columns, sample: true }),
      ],
      text: 'Review_Text',
      label: (row) => (row.Rating >= 4 ? 'positive' : row.Rating <= 2 ? 'negative' : undefined),
      // Nine of ten reviews are positive: without class weights the few negative ones are drowned.
      pipeline: [
        new TfidfVectorizer({
          stripAccents: 'unicode',
          stem: 'english',
          ngramRange: [1, 2],
          minDf: 3,
          sublinearTf: true,
        }),
        new LogisticRegression({ C: 8, classWeight: 'balanced' }),
      ],
      card: {
        notFor: [
          'Judging a single person or member of staff: it reads words and knows no circumstances.',
          'Texts in other languages than English.',
          'Irony, and reviews of anything but parks, without scoring it on such texts first.',
        ],
      },
    }),
    v2: vader({ testOn: 'v1' }),
  },
  access: basicAuth({ users: 'credentials.csv', permissions: ['v1', 'v2'] }),
  routes: ({ get, models }) => [
    get('/status', { allow: 'everyone', answer: Type.Literal(1), summary: 'Whether it runs' }, () => 1),
    get(
      '/permissions',
      { allow: 'user', answer: permissionsAnswer, summary: 'What the caller may do' },
      ({ user }) => user ?? { username: '', permissions: [] },
    ),
    get(
      '/v1/sentiment',
      { allow: 'v1', query: { sentence }, answer: sentimentAnswer, summary: 'Score a sentence by logistic regression' },
      ({ query }) => answer('v1', query.sentence, 2 * models.v1.predict(query.sentence).probabilities.positive - 1),
    ),
    get(
      '/v2/sentiment',
      { allow: 'v2', query: { sentence }, answer: sentimentAnswer, summary: 'Score a sentence by VADER' },
      ({ query }) => answer('v2', query.sentence, models.v2.predict(query.sentence).compound),
    ),
    get('/v1/test', { allow: 'v1', summary: 'Scores of v1 on rows it has not seen' }, () => tested(models.v1)),
    get('/v2/test', { allow: 'v2', summary: 'Scores of v2 on the same rows' }, () => tested(models.v2)),
  ],
  examples: { v1: sentences, v2: sentences },
  checks: { authentication, authorization, content },
  evaluate: {
    model: 'v1',
    request: (row) => ({
      path: '/v1/sentiment',
      query: { sentence: row.Review_Text },
      user: ['alice', 'wonderland'],
    }),
    answer: sentimentAnswer,
    label: (answer) => answer.sentiment,
  },
  deploy: { host: 'park-sentiment.example.com', repository: 'https://git.example.com/team/slipway.git' },
})

function answer(version: string, sentence: string, score: number) {
  const sentiment = score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral'
  return { version, sentence, score, sentiment } as const
}

/** The scores of a model on its test set, and when it was trained. */
function tested({ name, modelDate, scores }: { name: string; modelDate: string; scores: Scores }) {
  return { version: name, model_date: modelDate, ...scores }
}
