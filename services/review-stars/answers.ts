import { type ModelHandle, type Prediction, SlipwayError, Type } from 'slipway'
import { type Algorithm, algorithms } from './algorithms.ts'

export type StarsModel = ModelHandle<string, Prediction<'1' | '2' | '3' | '4' | '5'>>
type StarsModels = { readonly [name in Algorithm]: StarsModel }

const share = Type.Number({ minimum: 0, maximum: 1 })
const star = Type.Integer({ minimum: 1, maximum: 5 })

export const algorithmSummary = Type.Object({
  name: Type.Enum(algorithms),
  accuracy: share,
  links: Type.Object({ performance: Type.String(), rating: Type.String() }),
})

export const performanceAnswer = Type.Object({
  algorithm: Type.String(),
  version: Type.String(),
  model_date: Type.String(),
  data: Type.Object({
    name: Type.String(),
    sha256: Type.String(),
    synthetic: Type.Boolean(),
    sample: Type.Optional(Type.Boolean()),
  }),
  rows: Type.Integer({ description: 'Reviews that training did not see, on which the scores are.' }),
  accuracy: share,
  majority_accuracy: Type.Number({ description: 'What always answering the commonest number of stars would score.' }),
  macro_f1: share,
  mean_absolute_error: Type.Number({ description: 'In stars.' }),
  labels: Type.Array(Type.String()),
  confusion_matrix: Type.Array(Type.Array(Type.Integer()), {
    description: 'Rows: given stars. Columns: answered ones.',
  }),
  fit_seconds: Type.Number(),
  predict_seconds: Type.Number({ description: 'For all of the rows.' }),
})

export const ratingAnswer = Type.Object({
  algorithm: Type.String(),
  rating: star,
  probabilities: Type.Object({ 1: share, 2: share, 3: share, 4: share, 5: share }),
  expected: Type.Number({ minimum: 1, maximum: 5, description: 'Σ stars · P(stars).' }),
})

/** The model of that name. @throws MODEL_NOT_FOUND with the names that exist */
export function findModel(models: StarsModels, name: string): StarsModel {
  const found = algorithms.find((algorithm) => algorithm === name)
  if (found) return models[found]
  throw new SlipwayError('MODEL_NOT_FOUND', `There is no algorithm "${name}"; there are ${algorithms.join(', ')}.`)
}

export function summaryOf({ name, scores }: StarsModel) {
  const links = { performance: `/algorithms/${name}/performance`, rating: `/algorithms/${name}/rating` }
  return { name: name as Algorithm, accuracy: scores.accuracy, links }
}

export function performanceOf({ name, version, modelDate, scores }: StarsModel) {
  return {
    algorithm: name,
    version,
    model_date: modelDate,
    data: scores.data,
    rows: scores.rows,
    accuracy: scores.accuracy,
    majority_accuracy: scores.majority_accuracy,
    macro_f1: scores.macro_f1,
    mean_absolute_error: scores.mean_absolute_error as number,
    labels: scores.labels,
    confusion_matrix: scores.confusion_matrix,
    fit_seconds: scores.fit_seconds,
    predict_seconds: scores.predict_seconds,
  }
}

export function rate(model: StarsModel, comment: string) {
  const { label, probabilities } = model.predict(comment)
  const expected = Object.entries(probabilities).reduce((sum, [stars, p]) => sum + Number(stars) * p, 0)
  return { algorithm: model.name, rating: Number(label), probabilities, expected }
}

/** The model with the best accuracy on reviews that training did not see; the first of equals. */
export function bestOf(models: StarsModels): StarsModel {
  return algorithms.map((name) => models[name]).reduce((a, b) => (b.scores.accuracy > a.scores.accuracy ? b : a))
}
