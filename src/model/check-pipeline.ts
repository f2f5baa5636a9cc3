import type { Problem } from '../errors.ts'
import { stepShown } from '../learn/estimator/step-problem.ts'

/** The roles that a step of a service's pipeline can have. */
export type StepRole = 'vectorizer' | 'encoder' | 'classifier' | 'regressor'

const examples: { readonly [role in StepRole]: string } = {
  vectorizer: 'a vectorizer, such as new TfidfVectorizer()',
  encoder: 'a new ColumnTransformer()',
  classifier: 'a classifier, such as new LogisticRegression()',
  regressor: 'a regressor, such as new Ridge()',
}

/**
 * Steps that are not what their place is for; the compiler sees them in TypeScript, plain JavaScript needs this.
 *
 * @param pipelines the orders of roles that there are, the longest last
 */
export function pipelineProblems(steps: readonly unknown[], pipelines: readonly (readonly StepRole[])[]): Problem[] {
  const roles = pipelines.find(({ length }) => length === steps.length)
  if (roles === undefined) {
    const wanted = pipelines.map((each) => each.map((role) => examples[role]).join(', then ')).join('; or ')
    return [{ path: '/pipeline', message: `expected ${wanted}, got ${countOf(steps.length)}` }]
  }
  return roles.flatMap((role, i) => {
    const got = problemOf(steps[i], role)
    return got === undefined ? [] : [{ path: `/pipeline/${i}`, message: `expected ${examples[role]}, got ${got}` }]
  })
}

function problemOf(step: unknown, expected: StepRole): string | undefined {
  const role = typeof step === 'object' && step !== null && 'role' in step ? step.role : undefined
  if (role === expected) return undefined
  const got = stepShown(step)
  if (role !== 'decider' || expected !== 'classifier') return got
  return `${got}, which gives no probabilities; write new CalibratedClassifier(new ${got.slice(2)}())`
}

function countOf(steps: number): string {
  return steps === 1 ? '1 step' : `${steps} steps`
}
