import {
  basicAuth,
  csv,
  defineService,
  LogisticRegression,
  rowsFrom,
  TfidfVectorizer,
  Type,
  text,
  textClassifier,
  vader,
} from 'slipway'

const columns = { Review_Text: 'text', Rating: 'integer' } as const
const sentence = text({ maxLength: 50_000 })

export default defineService({
  name: 'park-sentiment',
  title: 'Sentiment of theme-park reviews',
  port: 5002,
  models: {
    v1: textClassifier({
      data: [csv('data/reviews.csv', { encoding: 'windows-1252', columns }), rowsFrom('data/sample.ts', { columns })],
      text: 'Review_Text',
      label: (row) => (row.Rating >= 4 ? 'positive' : row.Rating <= 2 ? 'negative' : undefined),
      pipeline: [new TfidfVectorizer({ stem: 'english' }), new LogisticRegression({ C: 4 })],
    }),
    v2: vader({ testOn: 'v1' }),
  },
  access: basicAuth({ users: 'credentials.csv', permissions: ['v1', 'v2'] }),
  routes: ({ get, models }) => [
    get('/status', { allow: 'everyone', answer: Type.Literal(1) }, () => 1 as const),
    get('/permissions', {}, ({ user }) => user),
    get('/v1/sentiment', { allow: 'v1', query: { sentence } }, ({ query }) => ({
      version: 'v1',
      sentence: query.sentence,
      ...signed(2 * models.v1.predict(query.sentence).probabilities.positive - 1),
    })),
    get('/v2/sentiment', { allow: 'v2', query: { sentence } }, ({ query }) => ({
      version: 'v2',
      sentence: query.sentence,
      ...signed(models.v2.predict(query.sentence).compound),
    })),
    get('/v1/test', { allow: 'v1' }, () => models.v1.scores),
    get('/v2/test', { allow: 'v2' }, () => models.v2.scores),
  ],
  examples: { v1: ['Life is beautiful, amazing and magic'] },
})

function signed(score: number) {
  return { score, sentiment: score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral' }
}
