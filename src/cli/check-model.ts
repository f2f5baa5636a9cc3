import { SlipwayError } from '../errors.ts'
import { didYouMean } from '../learn/suggest.ts'
import type { Service } from '../service/index.ts'

/** @throws USAGE where the service has no such model */
export function checkModel(service: Service, name: string): void {
  const names = Object.keys(service.models)
  if (names.includes(name)) return
  const hint = didYouMean(name, names)
  throw new SlipwayError('USAGE', `${service.name} has no model "${name}"; it has ${names.join(', ')}.${hint}`)
}
