import type { Check } from 'slipway'
import { algorithms } from '../algorithms.ts'
import { bob } from './users.ts'

/** Comments that praise and blame; also the service's examples. */
export const comments = [
  'The park was amazing, the staff was wonderful and the rides were fantastic. An excellent, magical day: the best place, perfect for the kids!',
  'The staff was rude, the food was awful and the queue was a nightmare. Terrible, the worst day and a waste of money.',
] as const

/** Every algorithm gives five stars to a clearly positive comment. */
export const rating: readonly Check[] = algorithms.map((algorithm) => ({
  name: `${algorithm} gives five stars to a clearly positive comment`,
  request: { path: `/algorithms/${algorithm}/rating`, body: { comment: comments[0] }, user: bob },
  expect: { body: { algorithm, rating: 5 } },
}))
