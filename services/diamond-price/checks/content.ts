import type { Check } from 'slipway'

/** Stones of everyday sizes; also the service's examples. */
export const small = {
  carat: 0.31,
  cut: 'Ideal',
  color: 'E',
  clarity: 'VS2',
  depth: 61.8,
  table: 56,
  x: 4.36,
  y: 4.38,
  z: 2.7,
}
export const large = {
  carat: 1.52,
  cut: 'Premium',
  color: 'G',
  clarity: 'SI1',
  depth: 62.1,
  table: 58,
  x: 7.36,
  y: 7.32,
  z: 4.56,
}

interface Priced {
  readonly price: number
  readonly from: number
  readonly to: number
  readonly because: readonly { readonly column: string; readonly adds: number }[]
}

/** A price lies within its range, a larger stone costs more, and what moved a price sums to it. */
export const content: readonly Check[] = [
  priced('a small stone costs hundreds', small, 200, 2_500),
  priced('a large stone costs thousands', large, 5_000, 25_000),
  {
    name: 'what moved a price sums to it',
    request: { path: '/price', body: large },
    expect: {
      holds: {
        that: 'the mean price and what each column adds make the price',
        when: ({ price, mean, because }: Priced & { readonly mean: number }) =>
          Math.abs(because.reduce((sum, { adds }) => sum + adds, mean) - price) <= 1 + because.length,
      },
    },
  },
  {
    name: 'the table is watched for what was never seen',
    request: { path: '/models/price/predict', body: { inputs: [{ ...small, cut: 'Ideel' }] } },
    expect: {
      holds: {
        that: 'a cut that there is not is warned about',
        when: ({ warnings = [] }: { readonly warnings?: readonly { readonly path: string }[] }) =>
          warnings.some(({ path }) => path === '/0/cut'),
      },
    },
  },
  { name: 'it is healthy', request: { path: '/health' }, expect: { body: { status: 'healthy' } } },
]

function priced(name: string, stone: typeof small, least: number, most: number): Check {
  return {
    name,
    request: { path: '/price', body: stone },
    expect: {
      holds: {
        that: `the price is from ${least} to ${most}, and within its range`,
        when: ({ price, from, to }: Priced) => price >= least && price <= most && from <= price && price <= to,
      },
    },
  }
}
