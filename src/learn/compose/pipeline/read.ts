import type { LabelModel, Parts, RegressorModel } from '../../contract.ts'
import type { Readers } from '../../nested-parts.ts'
import { PipelineModel } from './model.ts'
import { readSteps } from './read-steps.ts'
import { RegressorPipelineModel } from './regressor-model.ts'

/** A fitted pipeline, whichever its last step is. @throws ARTIFACT_CORRUPT as `readSteps` does. */
export function readPipeline(
  parts: Parts,
  readers: Readers,
): PipelineModel<never, LabelModel<never>> | RegressorPipelineModel<never> {
  const { transformers, last } = readSteps(parts, readers, 'a classifier or regressor', 'predict')
  return 'classes' in last
    ? new PipelineModel(transformers, last as LabelModel<never>)
    : new RegressorPipelineModel(transformers, last as RegressorModel<never>)
}
