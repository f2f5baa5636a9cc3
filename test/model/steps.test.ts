import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import * as slipway from 'slipway'
import {
  BernoulliNB,
  CalibratedClassifier,
  ColumnTransformer,
  ComplementNB,
  CountVectorizer,
  csv,
  DecisionTreeClassifier,
  DecisionTreeRegressor,
  DummyRegressor,
  ElasticNet,
  ExtraTreesClassifier,
  ExtraTreesRegressor,
  FeatureUnion,
  GammaRegressor,
  GaussianNB,
  HashingVectorizer,
  HistGradientBoostingClassifier,
  HistGradientBoostingRegressor,
  KNeighborsClassifier,
  KNeighborsRegressor,
  Lasso,
  LinearRegression,
  LinearSVC,
  LogisticRegression,
  MultinomialNB,
  PoissonRegressor,
  RandomForestClassifier,
  RandomForestRegressor,
  Ridge,
  TfidfVectorizer,
  tabularClassifier,
  tabularRegressor,
  textClassifier,
  textRegressor,
  type ValuePrediction,
} from 'slipway'
import * as learn from 'slipway/learn'
import { ColumnTransformerModel, type Matrix, type Parts, readClassifier, readVectorizer } from 'slipway/learn'
import { type Definitions, loadPredictor, type Prediction, trainModels } from 'slipway/model'
import { openStore } from 'slipway/store'
import { toCells } from '../../src/model/table-input.ts'
import { assertClose } from '../support/reference.ts'
import { temporaryFolder, tinyReviews } from '../support/tiny-service.ts'

type Vectorizer = Parameters<typeof textClassifier>[0]['pipeline'][0]
type Classifier = Parameters<typeof textClassifier>[0]['pipeline'][1]
type Regressor = Parameters<typeof textRegressor>[0]['pipeline'][1]

// Counts of 0 or more, which suit every classifier.
const hashed = new HashingVectorizer({ nFeatures: 256, alternateSign: false })
const vectorizers: readonly Vectorizer[] = [
  new CountVectorizer(),
  new TfidfVectorizer({ ngramRange: [1, 2] }),
  hashed,
  new FeatureUnion([new TfidfVectorizer({ stem: 'english' }), hashed]),
]
const classifiers: readonly Classifier[] = [
  new BernoulliNB(),
  new CalibratedClassifier(new LinearSVC(), { cv: 3 }),
  new CalibratedClassifier(new HistGradientBoostingClassifier({ maxIter: 4, minSamplesLeaf: 2 }), { cv: 3 }),
  new ComplementNB(),
  new DecisionTreeClassifier(),
  new GaussianNB(),
  new HistGradientBoostingClassifier({ maxIter: 4, minSamplesLeaf: 2 }),
  new KNeighborsClassifier({ nNeighbors: 3 }),
  new LogisticRegression(),
  new MultinomialNB(),
  new RandomForestClassifier({ nEstimators: 4 }),
  new ExtraTreesClassifier({ nEstimators: 4 }),
]
const regressors: readonly Regressor[] = [
  new DecisionTreeRegressor(),
  new DummyRegressor(),
  new ExtraTreesRegressor({ nEstimators: 4 }),
  new GammaRegressor({ alpha: 0.1 }),
  new HistGradientBoostingRegressor({ maxIter: 4, minSamplesLeaf: 2 }),
  new RandomForestRegressor({ nEstimators: 4 }),
  new ElasticNet({ alpha: 0.01 }),
  new KNeighborsRegressor({ nNeighbors: 3 }),
  new Lasso({ alpha: 0.01 }),
  new LinearRegression(),
  new PoissonRegressor({ alpha: 0.1 }),
  new Ridge(),
]

test('every estimator of slipway/learn can be a step of a service, or is reached through one', () => {
  const throughOthers = {
    ColumnTransformer: [
      'DateParts',
      'MinMaxScaler',
      'OneHotEncoder',
      'OrdinalEncoder',
      'SimpleImputer',
      'StandardScaler',
    ],
    TfidfVectorizer: ['TfidfTransformer'],
    CalibratedClassifier: ['IsotonicRegression', 'SigmoidCalibration'],
    textClassifier: ['Pipeline'],
    textRegressor: ['RegressorPipeline'],
  }
  // A search is run before a service is written; VADER is a model of its own.
  const elsewhere = ['GridSearch', 'RegressorGridSearch', 'Vader']
  const names = Object.keys(learn).flatMap((name) => (name.endsWith('Model') ? [name.slice(0, -5)] : []))
  const reached = new Set([...Object.values(throughOthers).flat(), ...elsewhere])
  const steps = names.filter((name) => !reached.has(name))
  for (const name of [...steps, ...Object.keys(throughOthers)]) assert.ok(name in slipway, name)
  const tried = [...vectorizers, ...classifiers, ...regressors, new LinearSVC(), new ColumnTransformer()].map(
    ({ kind }) => kind,
  )
  assert.deepEqual([...new Set(tried)].sort(), steps.sort())
})

/** Trains, writes the version and reads it as a server does; also what training itself held in its hands. */
async function written(t: TestContext, definition: unknown, data: string) {
  const folder = temporaryFolder(t, { 'data.csv': data })
  const context = { service: 's', folder, library: 'slipway test', examples: {}, now: () => new Date() }
  const [{ draft }] = await Array.fromAsync(trainModels({ m: definition } as Definitions, context))
  const store = openStore(folder, 's')
  const artifact = await store.read('m', await store.write('m', draft))
  return { draft, predictor: loadPredictor(artifact), kept: loadPredictor(draft) }
}

const texts = ['lovely staff, but a terrible queue', 'great great day', 'no such words', '']
const reviews = (labels: 2 | 3, pipeline: readonly [Vectorizer, Classifier]) =>
  textClassifier({
    data: csv('data.csv', { columns: { text: 'text', stars: 'integer' } }),
    text: 'text',
    label: (row) => (labels === 3 && row.text.includes('park') ? 'park' : row.stars > 3 ? 'positive' : 'negative'),
    pipeline,
  })

for (const vectorizer of vectorizers) {
  test(`texts by ${vectorizer.kind}: every classifier is read back with the same answers, and says what moved them`, async (t) => {
    for (const classifier of classifiers) {
      for (const labels of [2, 3] as const) {
        const said = `${vectorizer.kind}, ${classifier.kind}, ${labels} labels`
        const { draft, predictor, kept } = await written(t, reviews(labels, [vectorizer, classifier]), tinyReviews())
        for (const text of texts) {
          const answer = predictor.predict(text) as Prediction
          const { bias, explanation } = predictor.explain(text)
          assert.deepEqual(answer, kept.predict(text), said)
          assert.deepEqual({ bias, explanation }, kept.explain(text), said)
          if (classifier.kind === 'KNeighborsClassifier') continue
          const sum = explanation.reduce((total, { contribution }) => total + contribution, bias)
          // Of Gaussian Bayes it is the difference of two numbers around 1e9.
          const tolerance = classifier.kind === 'GaussianNB' ? 1e-5 : 1e-9
          const X = readVectorizer(draft.parts.vectorizer).transform([text])
          assertClose(sum, decisionOf(draft.parts.classifier, X), tolerance, `${said}, "${text}"`)
          const known = text.startsWith('lovely') ? ['lovely', 'terrible', 'queue'] : []
          const told = explanation.map(({ feature }) => feature)
          if (!/Tree|Forest|Boosting|Calibrated/.test(classifier.kind)) {
            for (const word of known)
              assert.ok(
                told.some((feature) => feature.startsWith(word.slice(0, 4))),
                said,
              )
          }
        }
      }
    }
  })
}

/** What the answer was decided on, by the classifier itself: of the second of two labels, else of the likeliest. */
function decisionOf(parts: Parts, X: Matrix): number {
  const model = readClassifier(parts)
  const shares = model.predictProba(X).values
  const chosen = shares.length === 2 ? undefined : shares.indexOf(Math.max(...shares))
  const members = (model as unknown as { members?: { model: learn.LabelModel }[] }).members?.map(({ model }) => model)
  const decisions = (members ?? [model]).map((each) => decided(each, X, chosen))
  return decisions.reduce((sum, decision) => sum + decision / decisions.length, 0)
}

function decided(model: learn.LabelModel, X: Matrix, chosen: number | undefined): number {
  const values = model.decisionFunction?.(X).values ?? model.predictProba?.(X).values ?? new Float64Array(1)
  if (chosen === undefined) return values[values.length - 1] - (isJoint(model) && values.length === 2 ? values[0] : 0)
  // Of three and more, log-likelihoods are told as what is above their mean: all are below 0.
  return values[chosen] - (isJoint(model) ? values.reduce((sum, value) => sum + value, 0) / values.length : 0)
}

function isJoint({ kind }: learn.LabelModel): boolean {
  return /^(Multinomial|Complement|Bernoulli)NB$/.test(kind)
}

test('every classifier learns from columns of all kinds, is read back the same, and explains by column', async (t) => {
  const lines = Array.from({ length: 90 }, (_, i) => {
    const brand = ['a', 'b', ''][i % 3]
    return `${i % 7 === 0 ? '' : (i * 37) % 50},${brand},${i % 2},${i % 3 === 0 ? 'fine thing' : 'poor thing'},${'xyz'[i % 3]}`
  })
  const columns = { price: 'number?', brand: 'category?', new: 'boolean', note: 'text', label: 'text' } as const
  const rows = [
    { price: 20, brand: 'a', new: true, note: 'fine' },
    { price: null, brand: 'never seen', new: false, note: 'words' },
    { price: -1e308, brand: null, new: false, note: '' },
  ]
  for (const classifier of classifiers) {
    for (const labels of [2, 3]) {
      const definition = tabularClassifier({
        data: csv('data.csv', { columns }),
        features: ['price', 'brand', 'new', 'note'],
        label: labels === 2 ? (row) => (row.label === 'x' ? 'x' : 'other') : (row) => row.label,
        pipeline: [classifier],
      })
      const data = ['price,brand,new,note,label', ...lines, ''].join('\n')
      const { draft, predictor, kept } = await written(t, definition, data)
      const encoder = ColumnTransformerModel.fromParts(draft.parts.encoder)
      for (const row of rows) {
        const answer = predictor.predict(row) as Prediction
        const { bias, explanation } = predictor.explain(row)
        assert.deepEqual([answer, { bias, explanation }], [kept.predict(row), kept.explain(row)])
        const shares = Object.values<number>(answer.probabilities)
        assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9, classifier.kind)
        assert.ok(
          explanation.every(({ contribution }) => Number.isFinite(contribution)),
          classifier.kind,
        )
        const told = explanation.map(({ feature }) => feature)
        if (Math.abs(row.price ?? 0) < 1e300 && classifier.kind !== 'KNeighborsClassifier') {
          const X = encoder.transformRows([toCells(encoder.columns, row)])
          const sum = explanation.reduce((total, { contribution }) => total + contribution, bias)
          assertClose(sum, decisionOf(draft.parts.classifier, X), 1e-6, `${classifier.kind}, ${labels} labels`)
        }
        if (classifier.kind === 'KNeighborsClassifier')
          assert.ok(told.every((row) => /^row \d+ of training$/.test(row)))
        else assert.ok(told.length > 0 && told.every((feature) => feature in row), `${classifier.kind}: ${told}`)
      }
      assert.equal((predictor.predict(rows[0]) as Prediction).label, 'x', classifier.kind)
    }
  }
})

test('hashed columns are told by the words of the text that count in them, together where they share one', async (t) => {
  const narrow = new HashingVectorizer({ nFeatures: 8 })
  const { predictor } = await written(t, reviews(2, [narrow, new LogisticRegression()]), tinyReviews())
  const told = predictor.explain('lovely staff terrible queue rude park').explanation.map(({ feature }) => feature)
  assert.deepEqual(told.flatMap((feature) => feature.split(' | ')).sort(), [
    'lovely',
    'park',
    'queue',
    'rude',
    'staff',
    'terrible',
  ])
  assert.ok(told.some((feature) => feature.includes(' | ')))
})

test('a word that training never met is not among the reasons, hashed or not', async (t) => {
  for (const vectorizer of [new HashingVectorizer(), new TfidfVectorizer()]) {
    const { predictor } = await written(t, reviews(2, [vectorizer, new LogisticRegression()]), tinyReviews())
    const told = predictor.explain('unheard lovely things').explanation.map(({ feature }) => feature)
    assert.deepEqual(told, ['lovely'], vectorizer.kind)
  }
})

test('a text model whose label is named __proto__ gives it its probability', async (t) => {
  const definition = textClassifier({
    data: csv('data.csv', { columns: { text: 'text', stars: 'integer' } }),
    text: 'text',
    label: (row) => (row.stars > 3 ? '__proto__' : 'constructor'),
    pipeline: [new TfidfVectorizer(), new LogisticRegression()],
  })
  const { predictor } = await written(t, definition, tinyReviews())
  const { label, probabilities } = predictor.predict('lovely staff') as Prediction
  assert.equal(label, '__proto__')
  assert.deepEqual(Object.keys(probabilities), ['__proto__', 'constructor'])
})

test('a service in French leaves out stop words, and knows a word by its stem', async (t) => {
  const praise = ['des chambres charmantes', 'le personnel était souriant', 'nous avons adoré les jardins']
  const blame = ['des lits bruyants', 'le personnel était froid', 'nous avons détesté les couloirs']
  const lines = Array.from({ length: 10 }, () => [
    ...praise.map((text) => `${text},5`),
    ...blame.map((text) => `${text},1`),
  ])
  const french = new TfidfVectorizer({ stem: 'french', stopWords: 'french' })
  const data = ['text,stars', ...lines.flat(), ''].join('\n')
  const { predictor } = await written(t, reviews(2, [french, new LogisticRegression()]), data)
  const text = 'Un jardin charmant et des personnels souriants'
  assert.equal((predictor.predict(text) as Prediction).label, 'positive')
  const told = predictor.explain(text).explanation.map(({ feature }) => feature)
  assert.deepEqual(told.sort(), ['charm', 'jardin', 'personnel', 'souri'])
})

test('every regressor learns from texts and from columns of all kinds, is read back the same, and explains what it can', async (t) => {
  const lines = Array.from({ length: 120 }, (_, i) => {
    const [price, brand] = [(i * 37) % 50, ['a', 'b', ''][i % 3]]
    return `${i % 7 === 0 ? '' : price},${brand},${i % 3 === 0 ? 'fine thing' : 'poor thing'},${1 + price + (i % 3)}`
  })
  const columns = { price: 'number?', brand: 'category?', note: 'text', cost: 'number' } as const
  const data = ['price,brand,note,cost', ...lines, ''].join('\n')
  const source = csv('data.csv', { columns })
  const rows = [
    { price: 20, brand: 'a', note: 'fine' },
    { price: null, brand: 'never seen', note: 'words' },
  ]
  for (const regressor of regressors) {
    const table = await written(
      t,
      tabularRegressor({
        data: source,
        features: ['price', 'brand', 'note'],
        target: 'cost',
        interval: 0.8,
        pipeline: [regressor],
      }),
      data,
    )
    const text = await written(
      t,
      textRegressor({ data: source, text: 'note', target: (row) => row.cost, pipeline: [vectorizers[1]!, regressor] }),
      data,
    )
    for (const [{ draft, predictor, kept }, inputs] of [
      [table, rows],
      [text, ['fine thing', 'unknown', '']],
    ] as const) {
      assert.deepEqual(draft.manifest.labels, [])
      for (const input of inputs) {
        const { value, interval } = predictor.predict(input) as ValuePrediction
        assert.ok(Number.isFinite(value), regressor.kind)
        assert.equal(interval !== undefined, typeof input === 'object')
        if (interval) assert.ok(interval[0] <= interval[1], String(interval))
        assert.deepEqual(
          [predictor.predict(input), predictor.explain(input)],
          [kept.predict(input), kept.explain(input)],
        )
      }
    }
  }
})
