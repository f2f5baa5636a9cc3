/**
 * Writes `reviews.csv`: 300 made-up reviews of a theme park with one to five stars, for a first try. Synthetic: the
 * scores of a model trained on them say nothing about the world.
 *
 *   node examples/make-reviews.ts
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const openings = [
  'We came in spring',
  'A day with the children',
  'Our third visit',
  'Came with friends',
  'A rainy Monday',
]
const praise = [
  'the rides were great and the staff friendly',
  'lovely shows and good food',
  'short queues and clean paths',
  'the children loved the parade',
  'worth every cent',
  'we laughed all day',
]
const blame = [
  'endless queues and rude staff',
  'dirty toilets and terrible food',
  'half of the rides were closed',
  'far too expensive for what it is',
  'nowhere to sit and no shade',
  'a waste of a day',
]
const neutral = ['the car park is large', 'there is a hotel nearby', 'we took the train', 'it is open until nine']

/** 300 reviews, the same every time. */
export function makeReviews(): string {
  const draw = seeded(7)
  const pick = (from: readonly string[]): string => from[Math.floor(draw() * from.length)] ?? ''
  const lines = Array.from({ length: 300 }, () => {
    const stars = 1 + Math.floor(draw() * 5)
    // Three of four remarks fit the stars; in the middle as many please as do not.
    const remarks = Array.from({ length: 2 }, () => pick(draw() < goodShare(stars) ? praise : blame))
    const text = [pick(openings), ...remarks, ...(draw() < 0.5 ? [pick(neutral)] : [])].join(', ')
    return `"${text}.",${stars}`
  })
  return ['text,stars', ...lines, ''].join('\n')
}

function goodShare(stars: number): number {
  return stars >= 4 ? 0.9 : stars <= 2 ? 0.1 : 0.5
}

/** Uniform in [0, 1): the multiplicative generator of Lewis, Goodman & Miller (1969), IBM Systems Journal 8(2). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 16_807) % 2_147_483_647
    return state / 2_147_483_647
  }
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, 'reviews.csv'), makeReviews())
