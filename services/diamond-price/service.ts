import { csv, defineService, HistGradientBoostingRegressor, rowsFrom, Type, tabularRegressor } from 'slipway'
import { badStones } from './checks/bad-stones.ts'
import { content, large, small } from './checks/content.ts'

const columns = {
  carat: 'number',
  cut: 'category',
  color: 'category',
  clarity: 'category',
  depth: 'number',
  table: 'number',
  x: 'number',
  y: 'number',
  z: 'number',
  price: 'number',
} as const

const stone = Type.Object(
  {
    carat: Type.Number({ exclusiveMinimum: 0, description: 'Weight; a carat is 0.2 g.' }),
    cut: Type.String({ description: 'Fair, Good, Very Good, Premium or Ideal.' }),
    color: Type.String({ description: 'From J, which is yellowish, to D, which has none.' }),
    clarity: Type.String({ description: 'I1, SI2, SI1, VS2, VS1, VVS2, VVS1 or IF, from worst to best.' }),
    depth: Type.Number({ description: 'Height as a percentage of the mean diameter.' }),
    table: Type.Number({ description: 'Width of the top as a percentage of the widest point.' }),
    x: Type.Number({ description: 'Length in millimetres.' }),
    y: Type.Number({ description: 'Width in millimetres.' }),
    z: Type.Number({ description: 'Height in millimetres.' }),
  },
  { additionalProperties: false, examples: [small] },
)

const dollars = (description: string) => Type.Integer({ description: `${description}, in US dollars.` })
const answer = Type.Object({
  price: dollars('What such a stone costs'),
  from: dollars('Nine of ten such stones cost this'),
  to: dollars('to this'),
  mean: dollars('What the explanation starts from: the mean price'),
  because: Type.Array(
    Type.Object({ column: Type.String(), value: Type.Unknown(), adds: dollars('What the value adds to the mean') }),
    { description: 'What moved the price, most first.' },
  ),
})

export default defineService({
  name: 'diamond-price',
  title: 'What does a diamond cost?',
  description: 'Predicts the price of a diamond from its weight, cut, colour, clarity and measures.',
  port: 8090,
  models: {
    price: tabularRegressor({
      data: [csv('data/diamonds.csv', { columns }), rowsFrom('data/generate.ts', { columns, synthetic: true })],
      features: ['carat', 'cut', 'color', 'clarity', 'depth', 'table', 'x', 'y', 'z'],
      target: 'price',
      interval: 0.9,
      pipeline: [new HistGradientBoostingRegressor({ maxIter: 300, learningRate: 0.06, maxLeafNodes: 24 })],
    }),
  },
  routes: ({ post, models }) => [
    post(
      '/price',
      { body: stone, anyContentType: true, answer, summary: 'The price of a stone, a range, and what moved it' },
      ({ body }) => {
        const { value, interval } = models.price.predict(body)
        const { bias, explanation } = models.price.explain(body)
        return {
          price: Math.round(value),
          from: Math.round(interval[0]),
          to: Math.round(interval[1]),
          mean: Math.round(bias),
          because: explanation.map(({ feature, contribution }) => ({
            column: feature,
            value: body[feature as keyof typeof body],
            adds: Math.round(contribution),
          })),
        }
      },
    ),
  ],
  examples: { price: [small, large] },
  checks: { content, 'bad-stones': badStones },
  evaluate: {
    model: 'price',
    request: ({ price: _, ...row }) => ({ path: '/price', body: row }),
    answer,
    value: ({ price }) => price,
  },
  deploy: {
    host: 'diamonds.example.com',
    path: '/diamonds',
    repository: 'https://git.example.com/team/slipway.git',
  },
})
