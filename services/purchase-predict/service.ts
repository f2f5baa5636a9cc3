import { csv, defineService, HistGradientBoostingClassifier, rowsFrom, Type, tabularClassifier } from 'slipway'
import { badFrames } from './checks/bad-frames.ts'
import { content, likely, unlikely } from './checks/content.ts'
import { readFrame } from './frame/read-frame.ts'
import { type Kinds, toRows } from './frame/to-rows.ts'

/** What the model looks at. Any of it may be missing, and brands may be new: both are normal in a shop. */
const features = {
  product_id: 'integer',
  brand: 'category',
  price: 'number',
  num_views_session: 'number',
  num_views_product: 'number',
  category: 'category',
  sub_category: 'category',
  hour: 'number',
  minute: 'number',
  weekday: 'number',
  duration: 'number',
  num_prev_sessions: 'number',
  num_prev_product_views: 'number',
} as const satisfies Kinds
/** Columns of the data that the model does not look at: who it was says nothing about the next visitor. */
const leftOut = ['user_id', 'user_session', 'purchased']

const columns = {
  product_id: 'integer?',
  brand: 'category?',
  price: 'number?',
  num_views_session: 'number?',
  num_views_product: 'number?',
  category: 'category?',
  sub_category: 'category?',
  hour: 'number?',
  minute: 'number?',
  weekday: 'number?',
  duration: 'number?',
  num_prev_sessions: 'number?',
  num_prev_product_views: 'number?',
  purchased: 'integer',
} as const

const frame = Type.Union(
  [
    Type.String({ description: 'A data frame as JSON in a string: what requests.post(url, json=df.to_json()) sends.' }),
    Type.Object({}, { description: 'The data frame itself: orient columns (the default), split, tight or table.' }),
    Type.Array(Type.Object({}), { description: 'The data frame as records.' }),
  ],
  { examples: [{ ...Object.fromEntries(Object.entries(likely).map(([name, cell]) => [name, { 0: cell }])) }] },
)

const purchaseAnswer = Type.Array(Type.Number({ minimum: 0, maximum: 1 }))

export default defineService({
  name: 'purchase-predict',
  title: 'Will the visitor buy the product?',
  description: 'Tells for each row of a data frame whether the visitor of a shop will buy the product.',
  port: 8080,
  models: {
    purchase: tabularClassifier({
      data: [csv('data/primary.csv', { columns }), rowsFrom('data/generate.ts', { columns, synthetic: true })],
      features: Object.keys(features) as (keyof typeof features)[],
      label: (row) => (row.purchased === 1 ? 'bought' : 'not bought'),
      pipeline: [
        new HistGradientBoostingClassifier({
          learningRate: 0.03,
          maxIter: 300,
          maxLeafNodes: 24,
          minSamplesLeaf: 60,
          l2Regularization: 20,
        }),
      ],
    }),
  },
  routes: ({ post, models }) => [
    post(
      '/predict',
      {
        body: frame,
        // A frame becomes rows while it is parsed, so that other requests are answered in between.
        parse: function* (text: string) {
          return yield* toRows(yield* readFrame(text), features, leftOut)
        },
        query: {
          proba: Type.Optional(
            Type.Boolean({ description: 'Answer the probability of a purchase instead of 0 and 1.' }),
          ),
        },
        answer: purchaseAnswer,
        summary: 'Which rows of a data frame end in a purchase',
        description: 'One number a row, in the order of the rows in the frame, whatever its index is.',
      },
      async ({ body, query }) => {
        const answers = await models.purchase.predictAll(body)
        return answers.map(({ label, probabilities }) =>
          query.proba ? probabilities.bought : label === 'bought' ? 1 : 0,
        )
      },
    ),
  ],
  // Two values per cell where a frame is sent by columns: 17,500 rows of 13 columns.
  limits: { values: 500_000 },
  examples: { purchase: [likely, unlikely] },
  checks: { content, 'bad-frames': badFrames },
  evaluate: {
    model: 'purchase',
    request: (row) => ({
      path: '/predict',
      body: [
        Object.fromEntries(
          (Object.keys(features) as (keyof typeof features)[]).map((name) => [name, row[name] ?? null]),
        ),
      ],
    }),
    answer: purchaseAnswer,
    label: ([answer]) => (answer === 1 ? 'bought' : 'not bought'),
  },
  deploy: {
    namespace: 'api-purchase',
    host: 'purchase-predict.example.com',
    ingressClass: 'gce',
    // A bucket of Cloud Storage, which answers as S3 does; volumes that pods on several nodes share are dear there.
    store: 's3://purchase-predict-models',
    environment: { AWS_ENDPOINT_URL: 'https://storage.googleapis.com', AWS_REGION: 'auto' },
    // For routes that ask another API: process.env.API_KEY.
    secrets: ['API_KEY'],
    repository: 'https://git.example.com/team/slipway.git',
    googleCloud: { zone: 'europe-west1-b', cluster: 'api-purchase' },
  },
})
