import { ColumnTransformer, csv, defineService, LogisticRegression, Type, tabularClassifier } from 'slipway'
import { badBodies } from './checks/bad-bodies.ts'
import { content, setosa, versicolor, virginica } from './checks/content.ts'

/** In scikit-learn's order: a class's number is its place. */
const species = ['setosa', 'versicolor', 'virginica'] as const
const columns = {
  sepal_length: 'number',
  sepal_width: 'number',
  petal_length: 'number',
  petal_width: 'number',
  species: 'category',
} as const

const flower = Type.Object({
  features: Type.Array(Type.Number(), {
    minItems: 4,
    maxItems: 4,
    description: 'Sepal length, sepal width, petal length and petal width, in centimetres.',
    examples: [[5.1, 3.5, 1.4, 0.2]],
  }),
})
const classAnswer = Type.Object({
  prediction: Type.Integer({ minimum: 0, maximum: 2, description: '0 setosa, 1 versicolor, 2 virginica.' }),
  class_name: Type.Enum([...species]),
  confidence: Type.Number({ minimum: 0, maximum: 1, description: 'The probability of that class.' }),
  status: Type.Literal('success'),
})

export default defineService({
  name: 'ml-app',
  title: 'Which iris is it?',
  description: 'Tells three species of iris apart by four lengths of the flower.',
  port: 5000,
  models: {
    iris: tabularClassifier({
      data: csv('data/iris.csv', { columns }),
      features: ['sepal_length', 'sepal_width', 'petal_length', 'petal_width'],
      label: (row) => species.find((name) => name === row.species),
      // All four are lengths in the same unit: they are compared as they are.
      pipeline: [new ColumnTransformer({ number: 'passthrough' }), new LogisticRegression()],
    }),
  },
  routes: ({ post, models }) => [
    post(
      '/predict',
      { body: flower, anyContentType: true, answer: classAnswer, summary: 'The species of a flower' },
      ({ body }) => {
        const [sepal_length, sepal_width, petal_length, petal_width] = body.features
        const { label, probabilities } = models.iris.predict({ sepal_length, sepal_width, petal_length, petal_width })
        return {
          prediction: species.indexOf(label),
          class_name: label,
          confidence: probabilities[label],
          status: 'success',
        }
      },
    ),
  ],
  examples: { iris: [setosa, versicolor, virginica] },
  checks: { content, 'bad-bodies': badBodies },
  evaluate: {
    model: 'iris',
    request: (row) => ({
      path: '/predict',
      body: { features: [row.sepal_length, row.sepal_width, row.petal_length, row.petal_width] },
    }),
    answer: classAnswer,
    label: (answer) => answer.class_name,
  },
  deploy: {
    host: 'api.example.com',
    path: '/iris',
    expose: 'http-route',
    repository: 'https://git.example.com/team/slipway.git',
    // No Argo CD where this one runs.
    delivery: 'kubectl',
  },
})
