import type { Check } from 'slipway'
import { alice, bob, clementine } from './users.ts'

/** Known users get in, unknown ones do not. */
export const authentication: readonly Check[] = [
  {
    name: 'alice gets in',
    request: { path: '/permissions', user: alice },
    expect: { body: { username: 'alice' } },
  },
  {
    name: 'bob gets in',
    request: { path: '/permissions', user: bob },
    expect: { body: { username: 'bob' } },
  },
  {
    name: 'clementine does not get in',
    request: { path: '/permissions', user: clementine },
    expect: { status: 401 },
  },
]
