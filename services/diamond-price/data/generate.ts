import { Random } from 'slipway/learn'

export const name = 'synthetic diamonds made by data/generate.ts'

/**
 * R² of the true mean price on 300,000 generated rows: no model can score more, but for chance. The noise is 12 % of the price, so
 * that an error grows with it.
 */
export const bestR2 = 0.977

/** Rows of the first run: stones that nobody sells, with the columns of the real data. Seeded: always the same. */
export function* rows() {
  for (const { row } of generate(6000, 7)) yield row
}

/** From worst to best, each with the logarithm of what it adds to the price. */
const cuts = { Fair: -0.1, Good: -0.05, 'Very Good': -0.02, Premium: 0, Ideal: 0.03 } as const
const colors = { J: -0.32, I: -0.2, H: -0.1, G: 0, F: 0.06, E: 0.1, D: 0.16 } as const
const clarities = { I1: -0.6, SI2: -0.2, SI1: 0, VS2: 0.15, VS1: 0.22, VVS2: 0.33, VVS1: 0.4, IF: 0.48 } as const

/**
 * Rows with the true mean price. Its logarithm rises by 1.68 times that of the weight, as the price of a carat rises with
 * the size of the stone, and differs by cut, colour and clarity; the noise is normal on that scale, with deviation 0.12.
 */
export function* generate(count: number, seed: number) {
  const random = new Random(seed)
  const pick = <T extends object>(table: T) => {
    const names = Object.keys(table) as (keyof T & string)[]
    return names[random.below(names.length)]!
  }
  for (let i = 0; i < count; i++) {
    // Small stones are common, and weights just above a round number more than those just below.
    const drawn = 0.23 + 2.4 * random.next() ** 2.6
    const carat = Math.round(100 * (random.below(4) === 0 ? Math.ceil(drawn * 10) / 10 : drawn)) / 100
    const cut = pick(cuts)
    const color = pick(colors)
    const clarity = pick(clarities)
    const depth = round(61.8 + 1.4 * normal(random), 1)
    const table = round(57.4 + 2.2 * normal(random))
    const x = round(6.47 * Math.cbrt(carat) + 0.05 * normal(random), 2)
    const y = round(x + 0.04 * normal(random), 2)
    const logMean =
      8.45 + 1.68 * Math.log(carat) + cuts[cut] + colors[color] + clarities[clarity] - 0.01 * Math.abs(depth - 61.8)
    const price = Math.round(Math.exp(logMean + 0.12 * normal(random)))
    yield {
      mean: Math.exp(logMean + 0.12 ** 2 / 2),
      row: { carat, cut, color, clarity, depth, table, x, y, z: round((depth / 100) * ((x + y) / 2), 2), price },
    }
  }
}

/** Box & Muller (1958). */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

function round(value: number, digits = 0): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
