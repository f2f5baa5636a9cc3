import type { Check } from 'slipway'
import { small } from './content.ts'

/** What is no stone is refused, with what was expected. */
export const badStones: readonly Check[] = [
  refused('no weight', { ...small, carat: undefined }),
  refused('a weight in words', { ...small, carat: 'half a carat' }),
  refused('a weight of nothing', { ...small, carat: 0 }),
  refused('a column that there is not', { ...small, shine: 9 }),
  refused('a list', [small]),
  refused('a text', 'a diamond'),
]

function refused(what: string, body: unknown): Check {
  return {
    name: `${what}: 400 and why`,
    request: { path: '/price', body },
    expect: {
      status: 400,
      holds: {
        that: 'the error is a sentence',
        when: ({ error }: { readonly error: unknown }) => typeof error === 'string' && error.length > 10,
      },
    },
  }
}
