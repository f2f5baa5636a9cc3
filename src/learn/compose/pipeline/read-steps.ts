import { SlipwayError } from '../../../errors.ts'
import type { Fitted, Parts, TransformerModel } from '../../contract.ts'
import { type Readers, readParts, unnestParts } from '../../nested-parts.ts'

/**
 * Reads the steps of a pipeline.
 *
 * @param expected what the last step has to be, for the message
 * @param property what such a step has
 * @throws ARTIFACT_CORRUPT for a step of a kind that `readers` lacks, or steps in the wrong place.
 */
export function readSteps(
  parts: Parts,
  readers: Readers,
  expected: string,
  property: string,
): { readonly transformers: readonly TransformerModel<never, unknown>[]; readonly last: Fitted } {
  const steps = unnestParts(parts)
  const transformers = steps.map((step) => readParts(step, readers))
  const last = transformers.pop()
  if (last && property in last && transformers.every(isTransformer)) return { transformers, last }
  throw new SlipwayError(
    'ARTIFACT_CORRUPT',
    `Pipeline: expected transformers and ${expected} at the end, got ${steps.map(({ kind }) => kind)}.`,
  )
}

function isTransformer(step: Fitted): step is TransformerModel<never, unknown> {
  return 'transform' in step
}
