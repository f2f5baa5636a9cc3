import { SlipwayError } from '../errors.ts'
import type { Label } from './contract.ts'
import type { EncodedLabels } from './labels.ts'

/** `balanced`, or a weight for each class by its label; labels that are numbers are written as JavaScript prints them. */
export type ClassWeight = 'balanced' | { readonly [label: string]: number }

/**
 * The weight of each row: its own times its class's. `balanced` gives each class the weight
 *
 *   W / (K · W_k),   W_k the total weight of its rows, W that of all rows, K the number of classes,
 *
 * so that all classes weigh the same in total and the sum of weights stays W.
 * @throws INVALID_OPTION when weights by label leave a class out and name one that is not there.
 */
export function rowWeights(
  { classes, codes }: EncodedLabels,
  classWeight: ClassWeight | undefined,
  sampleWeight: ArrayLike<number> | undefined,
): Float64Array {
  const weights = new Float64Array(codes.length)
  for (let i = 0; i < codes.length; i++) weights[i] = sampleWeight === undefined ? 1 : sampleWeight[i]
  if (classWeight === undefined) return weights
  const ofClass = classWeight === 'balanced' ? balanced(classes, codes, weights) : byLabel(classes, classWeight)
  for (let i = 0; i < codes.length; i++) weights[i] *= ofClass[codes[i]]
  return weights
}

function balanced(classes: readonly Label[], codes: Int32Array, weights: Float64Array): Float64Array {
  const perClass = new Float64Array(classes.length)
  for (let i = 0; i < codes.length; i++) perClass[codes[i]] += weights[i]
  const total = perClass.reduce((sum, weight) => sum + weight, 0)
  // A class whose rows all weigh 0 counts for nothing, whatever its weight.
  return perClass.map((weight) => (weight > 0 ? total / (classes.length * weight) : 0))
}

function byLabel(classes: readonly Label[], classWeight: { readonly [label: string]: number }): Float64Array {
  const known = new Set(classes.map(String))
  const unknown = Object.keys(classWeight).filter((label) => !known.has(label))
  const missing = classes.filter((label) => !Object.hasOwn(classWeight, String(label)))
  // A fold without one of the classes is fine; a name too many and one too few together are a slip of the pen.
  if (unknown.length > 0 && missing.length > 0) {
    const [wrong, left] = [unknown, missing].map((labels) => labels.map((label) => JSON.stringify(label)).join(', '))
    throw new SlipwayError(
      'INVALID_OPTION',
      `classWeight: there is no class ${wrong}, and ${left} has no weight; use the labels as they are in y.`,
    )
  }
  return Float64Array.from(classes, (label) => classWeight[String(label)] ?? 1)
}
