import {
  basicAuth,
  csv,
  defineService,
  HistGradientBoostingClassifier,
  LogisticRegression,
  TfidfVectorizer,
  Type,
  tabularClassifier,
  text,
  textClassifier,
  vader,
} from 'slipway'

// What the compiler promises of a service file. Each line below a `@ts-expect-error` has to be an error: where it is
// none any more, the compiler says so.

const columns = { review: 'text', stars: 'integer' } as const
const pipeline = [new TfidfVectorizer({}), new LogisticRegression({})] as const
const v1 = textClassifier({
  data: csv('reviews.csv', { columns }),
  text: 'review',
  label: (row) => (row.stars > 3 ? 'positive' : row.stars < 3 ? 'negative' : undefined),
  pipeline,
})

defineService({
  name: 'right',
  port: 5000,
  models: { v1, v2: vader({ testOn: 'v1' }) },
  access: basicAuth({ users: 'credentials.csv', permissions: ['v1', 'v2'] }),
  routes: ({ get, post, models }) => [
    get('/v1', { allow: 'v1', query: { sentence: text(), n: Type.Integer() } }, ({ query }) => {
      const n: number = query.n
      // @ts-expect-error a parameter that is not declared
      query.other
      // @ts-expect-error a number is no text
      models.v1.predict(n)
      const { label, probabilities } = models.v1.predict(query.sentence)
      // @ts-expect-error a label that the model cannot give
      if (label === 'neutral') return
      return probabilities.positive
    }),
    get('/v2', { allow: 'v2' }, () => {
      const { label, compound } = models.v2.predict('good')
      return label === 'neutral' ? 0 : compound
    }),
    post('/body', { body: Type.Object({ comment: Type.String() }) }, ({ body }) => body.comment.length),
    // @ts-expect-error post needs a body
    post('/nothing', {}, () => 1),
    // @ts-expect-error a permission that the service does not have
    get('/v3', { allow: 'v3' }, () => 1),
    // @ts-expect-error a model that the service does not have
    get('/v4', {}, () => models.v4),
    // @ts-expect-error an answer that its schema does not allow
    get('/answer', { answer: Type.Object({ n: Type.Number() }) }, () => ({ n: 'one' })),
    get('/user', { allow: 'user' }, ({ user }) => {
      // @ts-expect-error a route for everyone, or a service without users, has no user
      user.username
      return user?.permissions
    }),
  ],
  examples: { v1: ['good'] },
})

const evaluated = {
  port: 5000,
  models: { v1, v2: vader({ testOn: 'v1' }) },
  routes: () => [],
} as const
const answer = Type.Object({ mood: Type.String() })

defineService({
  ...evaluated,
  name: 'right-evaluation',
  evaluate: {
    model: 'v1',
    request: (row) => {
      const stars: number = row.stars
      // @ts-expect-error a column that the data does not have
      row.star
      return { path: '/v1', query: { sentence: row.review, n: String(stars) } }
    },
    answer,
    // @ts-expect-error a field that the response does not have
    label: (response) => response.moood ?? response.mood,
  },
})

defineService({
  ...evaluated,
  name: 'evaluation-of-vader',
  evaluate: {
    model: 'v2',
    request: (row) => ({ path: '/v2', query: { sentence: row.review } }),
    answer,
    label: (response) => response.mood,
  },
})

defineService({
  ...evaluated,
  name: 'wrong-evaluation',
  evaluate: {
    // @ts-expect-error a model that the service does not have
    model: 'v3',
    request: () => ({ path: '/v3' }),
    answer,
    label: () => 'good',
  },
})

defineService({
  name: 'wrong-examples',
  port: 5000,
  models: { v1 },
  // @ts-expect-error examples of a model that the service does not have
  examples: { v2: ['good'] },
})

defineService({
  name: 'wrong-test-set',
  port: 5000,
  // @ts-expect-error `testOn` names no model of the service
  models: { v1, v2: vader({ testOn: 'v9' }) },
})

textClassifier({
  data: csv('reviews.csv', { columns }),
  // @ts-expect-error a column that is not there
  text: 'comment',
  label: () => 'positive',
  pipeline,
})

textClassifier({
  data: csv('reviews.csv', { columns }),
  text: 'review',
  // @ts-expect-error a column that is not there
  label: (row) => (row.rating > 3 ? 'positive' : 'negative'),
  pipeline,
})

// @ts-expect-error a model is not a description of one: only what is loaded can predict
v1.predict('good')

const shop = csv('shop.csv', { columns: { price: 'number', brand: 'category?', bought: 'integer' } })
const bought = tabularClassifier({
  data: shop,
  features: ['price', 'brand'],
  label: (row) => (row.bought === 1 ? 'yes' : 'no'),
  pipeline: [new HistGradientBoostingClassifier()],
})

defineService({
  name: 'table',
  port: 5000,
  models: { bought },
  routes: ({ get, models }) => [
    get('/right', {}, () => models.bought.predict({ price: 1, brand: null }).probabilities.yes),
    // @ts-expect-error a column is missing
    get('/missing', {}, () => models.bought.predict({ price: 1 })),
    // @ts-expect-error a column that the model does not look at
    get('/extra', {}, () => models.bought.predict({ price: 1, brand: 'a', bought: 1 })),
    // @ts-expect-error a text is no number
    get('/text', {}, () => models.bought.predict({ price: '1', brand: 'a' })),
    // @ts-expect-error null where the source's cells are never missing
    get('/null', {}, () => models.bought.predict({ price: null, brand: 'a' })),
  ],
  examples: { bought: [{ price: 1, brand: 'a' }] },
})

tabularClassifier({
  data: shop,
  // @ts-expect-error a column that is not there
  features: ['price', 'colour'],
  label: () => 'yes',
  pipeline: [new HistGradientBoostingClassifier()],
})

tabularClassifier({
  data: shop,
  features: ['price'],
  label: () => 'yes',
  // @ts-expect-error a vectorizer reads texts, not columns
  pipeline: [new TfidfVectorizer(), new HistGradientBoostingClassifier()],
})
