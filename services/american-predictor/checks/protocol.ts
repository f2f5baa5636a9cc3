import type { Check } from 'slipway'

/** What is no question is refused as such. */
export const protocol: readonly Check[] = [
  { name: 'GET is not allowed', request: { path: '/api/american' }, expect: { status: 405 } },
  { name: 'a body without a text is refused', request: { path: '/api/american', body: {} }, expect: { status: 400 } },
  {
    name: 'a text that is a number is refused',
    request: { path: '/api/american', body: { text: 1 } },
    expect: { status: 400 },
  },
]
