import { type Problem, SlipwayError } from '../../errors.ts'

/** What is let into a server although it should not be there, and how long it may take. */
export interface Loading {
  /** To load a version and recompute its golden rows. @default 30_000 */
  readonly timeoutMs?: number
  /** Versions without golden rows, whose output nothing vouches for. @default false */
  readonly allowWithoutGoldenRows?: boolean
  /** Versions that another service, or another model, was trained as. @default false */
  readonly allowOfOthers?: boolean
  /** The file of the thread in which a version is tried. @default beside this one */
  readonly trialFile?: string
}

export const defaultLoadTimeoutMs = 30_000

const words = ['without-golden-rows', 'of-others'] as const

/**
 * Reads `MODEL_LOAD_TIMEOUT_MS` and `ALLOW_VERSIONS`: `without-golden-rows`, `of-others`, or both with a comma.
 * @throws INVALID_OPTION with every problem at once
 */
export function readLoading(env: { readonly [name: string]: string | undefined }): Loading {
  const problems: Problem[] = []
  const timeout = env.MODEL_LOAD_TIMEOUT_MS?.trim() || String(defaultLoadTimeoutMs)
  if (!/^[1-9]\d{0,8}$/.test(timeout)) {
    problems.push({ path: 'MODEL_LOAD_TIMEOUT_MS', message: `expected milliseconds from 1, got "${timeout}".` })
  }
  const allowed = (env.ALLOW_VERSIONS ?? '').split(',').flatMap((word) => word.trim() || [])
  const unknown = allowed.filter((word) => !words.some((known) => known === word))
  if (unknown.length > 0) {
    const message = `expected ${words.join(', ')}, or both with a comma, got "${unknown.join(',')}".`
    problems.push({ path: 'ALLOW_VERSIONS', message })
  }
  if (problems.length > 0) {
    const lines = problems.map(({ path, message }) => `${path}: ${message}`)
    throw new SlipwayError('INVALID_OPTION', lines.join('\n'), { problems })
  }
  return {
    timeoutMs: Number(timeout),
    allowWithoutGoldenRows: allowed.includes('without-golden-rows'),
    allowOfOthers: allowed.includes('of-others'),
  }
}
