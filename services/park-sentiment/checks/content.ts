import type { Check } from 'slipway'
import { alice } from './users.ts'

/** One that praises and one that blames; also the service's examples. */
export const sentences = [
  'Life is beautiful, amazing and magic',
  'That sucks and this is expensive. It is the worst experience in my life, could not be worse',
]

/** Both models tell praise from blame. */
export const content: readonly Check[] = ['v1', 'v2'].flatMap((version) => [
  scored(`${version} hears praise`, version, sentences[0], 'above 0', (score) => score > 0),
  scored(`${version} hears blame`, version, sentences[1], 'below 0', (score) => score < 0),
])

function scored(
  name: string,
  version: string,
  sentence: string,
  range: string,
  fits: (score: number) => boolean,
): Check {
  return {
    name,
    request: { path: `/${version}/sentiment`, query: { sentence }, user: alice },
    expect: {
      body: { version, sentence },
      holds: { that: `the score is ${range}`, when: (body: { readonly score: number }) => fits(body.score) },
    },
  }
}
