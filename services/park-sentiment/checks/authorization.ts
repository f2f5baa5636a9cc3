import type { Check } from 'slipway'
import { alice, bob } from './users.ts'

/** alice may ask both models, bob the first only. */
export const authorization: readonly Check[] = [
  ask('alice may ask v1', '/v1/sentiment', alice, 200),
  ask('alice may ask v2', '/v2/sentiment', alice, 200),
  ask('bob may ask v1', '/v1/sentiment', bob, 200),
  ask('bob may not ask v2', '/v2/sentiment', bob, 403),
]

function ask(name: string, path: string, user: typeof alice | typeof bob, status: number): Check {
  return { name, request: { path, query: { sentence: 'a day at the park' }, user }, expect: { status } }
}
