import type { Problem } from '../../errors.ts'
import { shown } from '../../values.ts'
import type { Role } from './descriptor.ts'

/** What belongs in a place: an example for the message, the method that it has, and the roles of ours that fit. */
export interface StepPlace {
  readonly expected: string
  readonly method: 'fit' | 'read'
  readonly roles: readonly Role[]
}

export const transformerPlace: StepPlace = {
  expected: 'a transformer',
  method: 'fit',
  roles: ['vectorizer', 'encoder', 'transformer'],
}

export const classifierPlace: StepPlace = {
  expected: 'a classifier',
  method: 'fit',
  roles: ['classifier', 'decider', 'pipeline'],
}

export const predictorPlace: StepPlace = {
  expected: 'a classifier or regressor',
  method: 'fit',
  roles: [...classifierPlace.roles, 'regressor'],
}

/** What is wrong with a step in its place; an estimator that is not of this library only has to have the method. */
export function stepProblems(step: unknown, path: string, { expected, method, roles }: StepPlace): Problem[] {
  const fits = hasMethod(step, method) && (!('role' in step) || roles.includes(step.role as Role))
  return fits ? [] : [{ path, message: `expected ${expected}, got ${stepShown(step)}` }]
}

/** An estimator by its kind, anything else as itself. */
export function stepShown(step: unknown): string {
  if (typeof step === 'function' && 'descriptor' in step) return `the class ${step.name}; write new ${step.name}()`
  return typeof step === 'object' && step !== null && 'kind' in step ? `a ${String(step.kind)}` : shown(step)
}

function hasMethod(step: unknown, name: string): step is object {
  return typeof step === 'object' && step !== null && typeof (step as Record<string, unknown>)[name] === 'function'
}
