import { SlipwayError } from '../errors.ts'
import type { ClassifierModel, Fitted, Parts, RegressorModel } from './contract.ts'
import type { Descriptor, Role } from './estimator/descriptor.ts'
import type { Readers } from './nested-parts.ts'
import * as steps from './steps.ts'
import type { VectorizerModel } from './text/vectorizer.ts'

const descriptors: readonly Descriptor[] = Object.values(steps).map(({ descriptor }) => descriptor)

/** What puts a fitted step of a service together again, by its kind. */
const readers: Readers = Object.fromEntries(descriptors.map(({ name, read }) => [name, read]))

/** @throws ARTIFACT_CORRUPT for a kind that is no vectorizer of this library. */
export function readVectorizer(parts: Parts): VectorizerModel {
  return readStep('vectorizer', parts) as VectorizerModel
}

/** @throws ARTIFACT_CORRUPT for a kind that is no classifier of this library. */
export function readClassifier(parts: Parts): ClassifierModel {
  return readStep('classifier', parts) as ClassifierModel
}

/** @throws ARTIFACT_CORRUPT for a kind that is no regressor of this library. */
export function readRegressor(parts: Parts): RegressorModel {
  return readStep('regressor', parts) as RegressorModel
}

function readStep(role: Role, parts: Parts): Fitted {
  const known = descriptors.filter((descriptor) => descriptor.role === role)
  const found = known.find(({ name }) => name === parts.kind)
  if (found) return found.read(parts, readers)
  const names = known.map(({ name }) => name).join(', ')
  throw new SlipwayError(
    'ARTIFACT_CORRUPT',
    `a ${role} of the kind ${parts.kind}: this library knows ${names}; upgrade it or train again.`,
  )
}
