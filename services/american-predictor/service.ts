import {
  csv,
  defineService,
  FeatureUnion,
  MultinomialNB,
  rowsFrom,
  TfidfVectorizer,
  Type,
  text,
  textClassifier,
} from 'slipway'
import { abroad, content, home } from './checks/content.ts'
import { protocol } from './checks/protocol.ts'

// The file has more columns. They give the answer away (the place) or are nobody's business (who wrote it).
const columns = { text: 'text', country_code: 'category' } as const
const tweet = Type.Object({ text: text({ maxLength: 50_000, description: 'What somebody wrote.' }) })
const americanAnswer = Type.Object({
  is_american: Type.Union([Type.Literal(0), Type.Literal(1)], { description: '1: written by an American.' }),
  version: Type.String({ description: 'Version of the code.' }),
  model_date: Type.String({ format: 'date-time', description: 'When the model was trained.' }),
})

export default defineService({
  name: 'american-predictor',
  title: 'Was the author of a tweet American?',
  description: 'Tells by the text alone whether the author of a tweet was American.',
  port: 5008,
  models: {
    american: textClassifier({
      data: [
        csv('data/tweets.csv', { delimiter: ';', columns }),
        rowsFrom('data/sample.ts', { columns, synthetic: true, sample: true }),
      ],
      text: 'text',
      label: (row) => (row.country_code === 'US' ? 'american' : 'abroad'),
      // Pairs of words find places and institutions, pieces of words find spelling, hashtags and names of accounts.
      pipeline: [
        new FeatureUnion([
          new TfidfVectorizer({ ngramRange: [1, 2], minDf: 2, sublinearTf: true }),
          new TfidfVectorizer({ analyzer: 'char_wb', ngramRange: [2, 5], minDf: 2, sublinearTf: true }),
        ]),
        new MultinomialNB({ alpha: 0.1 }),
      ],
      card: {
        notFor: [
          'Deciding anything about a person: where somebody is from cannot be told from a sentence, one in four answers is wrong.',
          'Texts of another time: it learned from weeks in which everybody wrote about one thing.',
        ],
      },
    }),
  },
  routes: ({ post, models, version }) => [
    post(
      '/api/american',
      { body: tweet, anyContentType: true, answer: americanAnswer, summary: 'Was the author of a text American?' },
      ({ body }) => ({
        is_american: models.american.predict(body.text).label === 'american' ? 1 : 0,
        version,
        model_date: models.american.modelDate,
      }),
    ),
  ],
  examples: { american: [home, abroad] },
  checks: { content, protocol },
  evaluate: {
    model: 'american',
    request: (row) => ({ path: '/api/american', body: { text: row.text } }),
    answer: americanAnswer,
    label: (answer) => (answer.is_american === 1 ? 'american' : 'abroad'),
  },
  deploy: {
    host: 'api.example.com',
    path: '/american',
    ingressClass: 'traefik',
    // The model is in a bucket: a new version needs no new image.
    store: 's3://models',
    environment: { AWS_ENDPOINT_URL: 'https://objects.example.com', AWS_REGION: 'eu-west-1' },
    monitoring: true,
    repository: 'https://git.example.com/team/slipway.git',
  },
})
