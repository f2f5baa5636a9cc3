import type { Check } from 'slipway'

/** What is no flower is refused, with what was expected. */
export const badBodies: readonly Check[] = [
  refused('three numbers', { features: [5.1, 3.5, 1.4] }),
  refused('five numbers', { features: [5.1, 3.5, 1.4, 0.2, 1] }),
  refused('no numbers', { features: [] }),
  refused('a text', { features: '5.1, 3.5, 1.4, 0.2' }),
  refused('a text among numbers', { features: [5.1, 'x', 1.4, 0.2] }),
  refused('null', { features: null }),
  refused('a null among numbers', { features: [5.1, null, 1.4, 0.2] }),
  refused('a list in the list', { features: [[5.1, 3.5, 1.4, 0.2]] }),
  refused('no features', {}),
  refused('a list in place of the object', [5.1, 3.5, 1.4, 0.2]),
]

function refused(what: string, body: unknown): Check {
  return {
    name: `${what}: 400 and why`,
    request: { path: '/predict', body },
    expect: {
      status: 400,
      holds: {
        that: 'the error is a sentence',
        when: ({ error }: { readonly error: unknown }) => typeof error === 'string' && error.length > 10,
      },
    },
  }
}
