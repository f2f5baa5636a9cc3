import { Random } from 'slipway/learn'

export const name = 'synthetic shop sessions made by data/generate.ts'

/** ROC AUC of the true probabilities on 300,000 generated rows: no model can score more, but for chance. */
export const bestRocAuc = 0.849

/** Rows of the first run: a shop that does not exist, with the columns of the real data. Seeded: always the same. */
export function* rows() {
  for (const { row } of generate(8000, 20)) yield row
}

const shelves = [
  { category: 'electronics', sub_category: 'smartphone', product: 1_000_000, price: 280, effect: 0.5 },
  { category: 'electronics', sub_category: 'headphone', product: 4_800_000, price: 70, effect: 0.2 },
  { category: 'appliances', sub_category: 'washer', product: 3_600_000, price: 260, effect: -0.3 },
  { category: 'computers', sub_category: 'notebook', product: 1_300_000, price: 480, effect: -0.9 },
  { category: 'apparel', sub_category: 'shoes', product: 28_700_000, price: 60, effect: -0.6 },
  { category: undefined, sub_category: undefined, product: 5_100_000, price: 35, effect: 0 },
] as const

const brands = ['norvik', 'aluna', 'petra', 'kilo', 'mirador', 'sund', 'tamari', 'ostwind', 'bela', 'quill'] as const
const brandEffects = [0.9, 0.7, 0.3, 0.2, 0, -0.1, -0.3, -0.5, -0.8, -1.1]

/**
 * Rows with the true probability that each is bought. The log-odds rise with repeated views of the product, fall with
 * a long search and a price above the usual, and differ by brand, shelf and hour; then a coin with these odds is thrown.
 */
export function* generate(count: number, seed: number) {
  const random = new Random(seed)
  const pick = (n: number) => Math.floor(random.next() * n)
  const geometric = (mean: number) => Math.floor(-Math.log(1 - random.next()) * mean)
  for (let i = 0; i < count; i++) {
    const shelf = shelves[pick(shelves.length)]!
    // Small numbers come more often: a few brands sell most.
    const brand = Math.floor(brands.length * random.next() ** 1.6)
    const dearness = random.next() + random.next() - 1
    const num_views_product = 1 + geometric(1.2)
    const num_views_session = num_views_product + geometric(3)
    const duration = 20 + geometric(60 * num_views_session)
    const num_prev_sessions = geometric(2)
    const num_prev_product_views = num_prev_sessions === 0 ? 0 : geometric(0.8)
    const hour = 6 + pick(18)
    const logOdds =
      0.2 +
      1.5 * brandEffects[brand]! +
      1.4 * shelf.effect +
      1.1 * Math.log(num_views_product) -
      1.3 * Math.log(num_views_session / num_views_product) -
      2 * dearness * (shelf.price > 100 ? 1 : 0.3) +
      0.5 * Math.min(num_prev_product_views, 3) +
      (hour < 12 ? 0.6 : hour > 20 ? -0.5 : 0)
    const probability = 1 / (1 + Math.exp(-logOdds))
    yield {
      probability,
      row: {
        product_id: shelf.product + pick(400),
        brand: random.next() < 0.1 ? undefined : brands[brand]!,
        price: Math.round(100 * shelf.price * 1.8 ** dearness) / 100,
        purchased: random.next() < probability ? 1 : 0,
        num_views_session,
        num_views_product,
        category: shelf.category,
        sub_category: shelf.sub_category,
        hour,
        minute: pick(60),
        weekday: pick(7),
        duration,
        num_prev_sessions,
        num_prev_product_views,
      },
    }
  }
}
