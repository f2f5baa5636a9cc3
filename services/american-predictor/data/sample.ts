import { Random } from 'slipway/learn'

export const name = 'generated sentences about a lockdown, seed 1'

const size = 1200

/** Generated texts that hint at where their author is as tweets do: by places, institutions, spelling, or not at all. */
export function* rows() {
  const random = new Random(1)
  const pick = <T>(words: readonly T[]): T => words[random.below(words.length)]!
  for (let i = 0; i < size; i++) {
    const country = pick(countries)
    // One of five authors says nothing that gives the country away, or speaks of another one.
    const hints = random.next() < 0.8 ? country : pick(countries)
    const words = [pick(openings), pick(hints.words), pick(middles), pick(hints.places), pick(tags)]
    const kept = words.filter((_, place) => place % 2 === 0 || random.next() < 0.75)
    yield { text: kept.join(' '), country_code: country.code }
  }
}

const openings = [
  'Day 9 of lockdown,',
  'Just read the news:',
  'So proud of everyone here.',
  'I cannot believe it,',
  'Stay safe!',
  'Good morning!',
  'Working from home again,',
  'Thank you to all nurses,',
  'Six weeks of this now,',
]
const middles = [
  'and the shops are empty in',
  'hospitals need masks in',
  'schools stay closed in',
  'greetings from',
  'my family is well in',
  'the numbers go up in',
]
const tags = ['#covid19', '#coronavirus', '#StayHome', '#Covid_19', '#quarantine', '']

const american = {
  code: 'US',
  words: [
    'the governor',
    'y’all',
    'mom and dad',
    'the CDC',
    'our favorite neighbor',
    'Trump',
    'Fauci',
    'the stimulus check',
  ],
  places: [
    'new york',
    'Texas',
    'Chicago, IL',
    'California',
    'Florida',
    'NYC',
    'Los Angeles',
    'the United States',
    'Ohio',
  ],
}
const countries = [
  // As many Americans as all others together.
  american,
  american,
  american,
  american,
  {
    code: 'GB',
    words: ['the NHS', 'mum and dad', 'Boris', 'our favourite neighbour', 'clapping for carers', 'the queue at Tesco'],
    places: ['London', 'Manchester', 'the UK', 'Scotland', 'Wales', 'Leeds'],
  },
  {
    code: 'IN',
    words: ['Modi ji', 'lakh people', 'the PM', 'Janata curfew', 'crore rupees'],
    places: ['Mumbai', 'Delhi', 'India', 'Kerala', 'Bengaluru'],
  },
  {
    code: 'NG',
    words: ['the NCDC', 'God bless Nigeria', 'naira', 'our government', 'the senator'],
    places: ['Lagos', 'Abuja', 'Nigeria', 'Kano'],
  },
  {
    code: 'CA',
    words: ['Trudeau', 'the premier', 'our favourite neighbour', 'physical distancing'],
    places: ['Toronto', 'Ontario', 'Canada', 'Vancouver', 'Alberta'],
  },
]
