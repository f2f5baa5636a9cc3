import type { Check } from 'slipway'
import { likely } from './content.ts'

const { price: _price, ...withoutPrice } = likely

/** What is no frame of these columns is refused, and named. */
export const badFrames: readonly Check[] = [
  refused('a missing column', [withoutPrice], 'price'),
  refused('an unknown column', [{ ...likely, colour: 'red' }], 'colour'),
  refused('a text for a number', [{ ...likely, price: 'cheap' }], 'price'),
  refused('columns of different rows', { product_id: { 0: 1 }, brand: { 1: 'a' } }, 'brand'),
  refused('a number', 17, 'data frame'),
  refused('a string that is no JSON', 'product_id,brand', 'string'),
]

function refused(what: string, body: unknown, named: string): Check {
  return {
    name: `${what}: 400 and its name`,
    request: { path: '/predict', body },
    expect: {
      status: 400,
      holds: {
        that: `the error names ${named}`,
        when: ({ error }: { readonly error: string }) => error.includes(named),
      },
    },
  }
}
