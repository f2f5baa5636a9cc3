import { Random } from 'slipway/learn'
import { facts, opinionsOfReview, shareOfStars, subjects, tones, tonesOfStars } from './language.ts'

export const name = 'synthetic reviews (data/generate.ts, seed 1)'

/**
 * Reviews of a park that nobody visited: the stars are drawn first, then each opinion's tone by the stars, then its
 * words by the tone. Reviewers are not always of one mind, so no model can be right about all of them;
 * `best-possible.ts` tells how right the best one can be.
 */
export function rows(): Generator<Review> {
  return generateReviews(3000, 1)
}

export interface Review {
  readonly Review_Text: string
  /** From 1 to 5. */
  readonly Rating: number
}

export function* generateReviews(count: number, seed: number): Generator<Review> {
  const random = new Random(seed)
  for (let i = 0; i < count; i++) {
    const stars = drawFrom(shareOfStars, random)
    const [fewest, most] = opinionsOfReview
    const sentences = Array.from({ length: fewest + random.below(most - fewest + 1) }, () => opinion(stars, random))
    sentences.splice(random.below(sentences.length + 1), 0, pick(facts, random))
    yield { Review_Text: sentences.join(' '), Rating: stars + 1 }
  }
}

function opinion(stars: number, random: Random): string {
  const subject = pick(subjects, random)
  const tone = drawFrom(tonesOfStars[stars] as readonly number[], random)
  const sentence = `${subject} was ${pick(tones[tone] as readonly string[], random)}.`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** A place of `shares`, which sum to 1, each drawn as often as its share says. */
function drawFrom(shares: readonly number[], random: Random): number {
  let left = random.next()
  const place = shares.findIndex((share) => {
    left -= share
    return left < 0
  })
  return place < 0 ? shares.length - 1 : place
}

function pick(from: readonly string[], random: Random): string {
  return from[random.below(from.length)] as string
}
