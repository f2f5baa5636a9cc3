import type { Check } from 'slipway'

/** Somebody at home in the United States; also an example of the service. */
export const home = '#covid19 new york'
/** Somebody who is not. */
export const abroad =
  'Day 9 of lockdown in Lagos, Nigeria. Our hospitals and the NHS in the UK need masks #StayHomeSaveLives'

/** The model tells the two apart, and the answer has the shape that clients rely on. */
export const content: readonly Check[] = [
  ask('New York is American', home, 1),
  ask('Lagos is not', abroad, 0),
  {
    name: 'the answer names the version of the code and the day of training',
    request: { path: '/api/american', body: { text: home } },
    expect: {
      holds: {
        that: 'version is a text and model_date a time in UTC',
        when: ({ version, model_date }: { readonly version: unknown; readonly model_date: unknown }) =>
          typeof version === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(model_date)),
      },
    },
  },
]

function ask(name: string, text: string, isAmerican: 0 | 1): Check {
  return { name, request: { path: '/api/american', body: { text } }, expect: { body: { is_american: isAmerican } } }
}
