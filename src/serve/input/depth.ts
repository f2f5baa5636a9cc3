import type { SlipwayError } from '../../errors.ts'
import { badRequest } from '../errors/problem.ts'

/** Deeper than any input of a model; far from where a recursive function runs out of stack. */
export const deepest = 100

/** @throws BAD_REQUEST where lists and objects nest deeper than 100 levels */
export function checkDepth(value: unknown): void {
  if (isDeeper(value, deepest)) throw tooDeep()
}

export function tooDeep(): SlipwayError {
  return badRequest([{ path: '', message: `lists and objects nest deeper than ${deepest} levels.` }])
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, levels - 1))
  for (const key in value) if (isDeeper((value as Record<string, unknown>)[key], levels - 1)) return true
  return false
}
