import type { Check } from 'slipway'
import { bob, clementine } from './users.ts'

/** Valid credentials get in, invalid ones do not. */
export const authentication: readonly Check[] = [
  {
    name: 'valid credentials get in',
    request: { path: '/algorithms', user: bob },
    expect: { status: 200 },
  },
  {
    name: 'invalid credentials do not get in',
    request: { path: '/algorithms', user: clementine },
    expect: { status: 401 },
  },
  {
    name: 'no credentials do not get in',
    request: { path: '/algorithms' },
    expect: { status: 401 },
  },
]
