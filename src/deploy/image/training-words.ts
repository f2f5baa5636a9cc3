import type { Service } from '../../service/contract.ts'
import { layoutOf } from './layout.ts'

/** The working directory of the image by its name: a lone dot is a number to a reader of YAML 1.1. */
const workspace = '/workspace'

/** The command of a training in a container, on the rows that the service names or on others. */
export function trainingWords(service: Service, data?: string): readonly string[] {
  const { word } = layoutOf(service)
  return [
    'slipway',
    'train',
    word === '.' ? workspace : word,
    '--promote',
    'better',
    ...(data === undefined ? [] : ['--data', data]),
  ]
}
