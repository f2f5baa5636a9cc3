/** The five tones of an opinion, from blame to praise; no word of one occurs in another, so that a text tells its tones. */
export const tones = [
  ['awful', 'terrible', 'horrible', 'the worst', 'disgusting', 'a nightmare', 'a waste of money'],
  ['poor', 'disappointing', 'dirty', 'rude', 'overpriced', 'boring', 'a mess'],
  ['okay', 'average', 'acceptable', 'nothing special', 'so so', 'fair', 'as expected'],
  ['good', 'nice', 'pleasant', 'enjoyable', 'clean', 'helpful', 'worth it'],
  ['excellent', 'amazing', 'fantastic', 'wonderful', 'perfect', 'magical', 'the best'],
] as const

/** How often each number of stars is given, from one star to five. */
export const shareOfStars = [0.08, 0.12, 0.2, 0.28, 0.32] as const

/** Row s: how often a reviewer who gives s + 1 stars speaks in each tone. */
export const tonesOfStars = [
  [0.5, 0.24, 0.14, 0.08, 0.04],
  [0.24, 0.38, 0.2, 0.13, 0.05],
  [0.09, 0.19, 0.36, 0.25, 0.11],
  [0.04, 0.09, 0.19, 0.42, 0.26],
  [0.02, 0.05, 0.11, 0.26, 0.56],
] as const

/** What opinions are about. */
export const subjects = [
  'the staff',
  'the food',
  'the queue',
  'the parade',
  'the hotel',
  'the first ride',
  'the show',
  'the park',
  'the weather',
  'the evening',
  'the gift shop',
  'the restaurant',
] as const

/** Sentences without an opinion; every reviewer says them equally often. */
export const facts = [
  'We came with two children.',
  'It was a weekday in March.',
  'We stayed for three days.',
  'The train stops at the gate.',
  'We bought the tickets online.',
  'We had lunch near the castle.',
  'It rained in the afternoon.',
  'My sister came along.',
] as const

/** Opinions in a review: at least, at most, each number equally often. */
export const opinionsOfReview = [2, 6] as const
