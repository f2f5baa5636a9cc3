import type { FitOptions } from '../contract.ts'

/** Says of a fit that stopped before its tolerance what to do about it. */
export function warnUnlessConverged(
  who: string,
  { converged, iterations }: { readonly converged: boolean; readonly iterations: number },
  { onWarning = console.warn }: FitOptions,
): void {
  if (converged) return
  onWarning(`${who}: not converged after ${iterations} passes; scale the columns, or raise maxIter, alpha or tol.`)
}
