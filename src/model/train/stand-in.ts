import type { Manifest } from '../../artifact/contract.ts'

/**
 * Whether a version learned from sample or synthetic rows; of one that learned from none, such as VADER's, whether it
 * was scored on such rows.
 */
export function isStandIn({ data, metrics }: Pick<Manifest, 'data' | 'metrics'>): boolean {
  const origin = data ?? metrics.data
  return origin !== undefined && (origin.synthetic || origin.sample === true)
}
