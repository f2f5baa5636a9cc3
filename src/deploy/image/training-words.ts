import type { Service } from '../../service/contract.ts'
import { layoutOf } from './layout.ts'

/** The command of a training in a container, on the rows that the service names or on others. */
export function trainingWords(service: Service, data?: string): readonly string[] {
  return [
    'slipway',
    'train',
    layoutOf(service).word,
    '--promote',
    'better',
    ...(data === undefined ? [] : ['--data', data]),
  ]
}
