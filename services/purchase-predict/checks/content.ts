import type { Check } from 'slipway'

/** One that looks at a thing again and again, and one who strolls by; also the service's examples. */
export const likely = {
  product_id: 1_000_012,
  brand: 'norvik',
  price: 210.5,
  num_views_session: 4,
  num_views_product: 4,
  category: 'electronics',
  sub_category: 'smartphone',
  hour: 10,
  minute: 12,
  weekday: 2,
  duration: 180,
  num_prev_sessions: 3,
  num_prev_product_views: 3,
}
export const unlikely = {
  product_id: 1_300_200,
  brand: null,
  price: 790,
  num_views_session: 14,
  num_views_product: 1,
  category: 'computers',
  sub_category: 'notebook',
  hour: 22,
  minute: 40,
  weekday: 5,
  duration: 900,
  num_prev_sessions: 0,
  num_prev_product_views: 0,
}

/** The frame of these rows in pandas' default orientation, in an order that is not that of its index. */
function frameOf(rows: readonly (readonly [label: string, row: object])[]): string {
  const columns = Object.keys(likely).map((name) => {
    const cells = rows.map(([label, row]) => `"${label}":${JSON.stringify((row as Record<string, unknown>)[name])}`)
    return `"${name}":{${cells.join(',')}}`
  })
  return `{${columns.join(',')}}`
}

const ofZeroAndOne = (length: number) => ({
  that: `it is a list of ${length} numbers, each 0 or 1`,
  when: (body: readonly number[]) => body.length === length && body.every((answer) => answer === 0 || answer === 1),
})

/** What a frame is answered with, whoever the model learned from. */
export const content: readonly Check[] = [
  {
    name: 'a frame as a JSON string, as requests.post(url, json=df.to_json()) sends it',
    request: { path: '/predict', body: frameOf([['0', likely]]) },
    expect: { holds: ofZeroAndOne(1) },
  },
  {
    name: 'a frame with a shuffled index',
    request: {
      path: '/predict',
      body: frameOf([
        ['812', unlikely],
        ['7', likely],
        ['93', unlikely],
      ]),
    },
    expect: { holds: ofZeroAndOne(3) },
  },
  {
    name: 'rows that say the same are answered the same, wherever they stand',
    request: {
      path: '/predict',
      query: { proba: 'true' },
      body: frameOf([
        ['9', likely],
        ['2', unlikely],
        ['5', likely],
      ]),
    },
    expect: {
      holds: {
        that: 'the first and the last probability are the same, and another than that between',
        when: ([first, middle, last]: readonly number[]) => first === last && first !== middle,
      },
    },
  },
  {
    name: 'a brand that nobody knows, and gaps',
    request: { path: '/predict', body: [{ ...likely, brand: 'never heard of', price: null, category: null }] },
    expect: { holds: ofZeroAndOne(1) },
  },
  {
    name: 'columns that were left out in training are passed over',
    request: { path: '/predict', body: [{ ...likely, user_id: 1, user_session: 'a' }] },
    expect: { holds: ofZeroAndOne(1) },
  },
]
