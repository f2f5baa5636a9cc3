import { Random } from 'slipway/learn'
import { authorization } from './park-server.ts'
import { readReviews } from './reviews.ts'
import type { Request } from './wrk.ts'

/** Texts of 100 words, cut from the park reviews; the same on every run. */
export async function hundredWordTexts(count: number): Promise<string[]> {
  const { texts } = await readReviews()
  const cut = texts.flatMap((text) => {
    const words = text.split(/\s+/).filter(Boolean)
    const pieces = Math.floor(words.length / 100)
    return Array.from({ length: pieces }, (_, i) => words.slice(100 * i, 100 * (i + 1)).join(' '))
  })
  return new Random(0).shuffle([...new Set(cut)]).slice(0, count)
}

/** `GET /v1/sentiment` and its like, a text each. */
export function sentimentRequests(version: 'v1' | 'v2', texts: readonly string[]): Request[] {
  return texts.map((text) => ({
    method: 'GET',
    path: `/${version}/sentiment?sentence=${encodeURIComponent(text)}`,
    headers: { Authorization: authorization },
  }))
}

/** `POST /models/v1/predict`, so many texts each. */
export function predictRequests(texts: readonly string[], textsEach: number): Request[] {
  return Array.from({ length: Math.floor(texts.length / textsEach) }, (_, i) => ({
    method: 'POST',
    path: '/models/v1/predict',
    headers: { Authorization: authorization, 'Content-Type': 'application/json' },
    body: JSON.stringify({ inputs: texts.slice(i * textsEach, (i + 1) * textsEach) }),
  }))
}
