import type { FitOptions } from '../contract.ts'
import { type Option, option } from './option.ts'
import { optionProblems, throwProblems } from './settings.ts'

/** The options of `fit`, as `FitOptions` describes them; the weights themselves are checked with the rows. */
export const fitOptions = {
  sampleWeight: option<ArrayLike<number>, undefined>({
    expected: 'a weight for each row',
    default: undefined,
    holds: (weights) => typeof weights === 'object' && typeof weights.length === 'number',
  }),
  onProgress: callback<(fraction: number) => void>(),
  onWarning: callback<(message: string) => void>(),
} satisfies { readonly [N in keyof Required<FitOptions>]: Option<unknown, unknown> }

/** Gives options back. @throws INVALID_OPTION for those that `fit` does not know, with the nearest that it does */
export function knownFitOptions(who: string, options: FitOptions): FitOptions {
  throwProblems(`${who}.fit`, optionProblems(fitOptions, options))
  return options
}

function callback<F extends (value: never) => void>() {
  return option<F, undefined>({
    expected: 'a function',
    default: undefined,
    holds: (value) => typeof value === 'function',
  })
}
