import type { Check } from 'slipway'
import { algorithms } from '../algorithms.ts'
import { bob } from './users.ts'

/** The performance of every algorithm is visible. */
export const performance: readonly Check[] = algorithms.map((algorithm) => ({
  name: `the performance of ${algorithm} is visible`,
  request: { path: `/algorithms/${algorithm}/performance`, user: bob },
  expect: {
    body: { algorithm },
    holds: {
      that: 'the accuracy is a share',
      when: ({ accuracy }: { readonly accuracy: number }) => accuracy > 0 && accuracy <= 1,
    },
  },
}))
