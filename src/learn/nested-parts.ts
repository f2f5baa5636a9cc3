import { SlipwayError } from '../errors.ts'
import type { Fitted, Json, Parts, Tensor } from './contract.ts'

/** Puts fitted things together again, each by its kind; passed in, so that a program holds the kinds that it needs. */
export interface Readers {
  readonly [kind: string]: (parts: Parts, readers: Readers) => Fitted
}

/** Several parts as one: the settings in a list, the tensors of step i named `i.name`. */
export function nestParts(kind: string, steps: readonly Parts[]): Parts {
  const tensors: { [name: string]: Tensor } = {}
  steps.forEach((step, i) => {
    for (const [name, tensor] of Object.entries(step.tensors)) tensors[`${i}.${name}`] = tensor
  })
  return { kind, config: { steps: steps.map(({ kind, config }): Json => ({ kind, config })) }, tensors }
}

/** The parts that `nestParts` made one of. */
export function unnestParts({ config, tensors }: Parts): Parts[] {
  const steps = config.steps as unknown as readonly Pick<Parts, 'kind' | 'config'>[]
  return steps.map(({ kind, config }, i) => {
    const prefix = `${i}.`
    const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
    return {
      kind,
      config,
      tensors: Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor])),
    }
  })
}

/**
 * Puts any fitted thing together again.
 *
 * @throws ARTIFACT_CORRUPT for a kind that the readers do not have.
 */
export function readParts(parts: Parts, readers: Readers): Fitted {
  if (Object.hasOwn(readers, parts.kind)) return readers[parts.kind](parts, readers)
  throw new SlipwayError(
    'ARTIFACT_CORRUPT',
    `There is no reader for ${JSON.stringify(parts.kind)}; expected one of ${Object.keys(readers).join(', ')}.`,
  )
}
