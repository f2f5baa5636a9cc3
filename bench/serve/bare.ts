/**
 * The limit: a `node:http` server that parses the same requests and answers the same bytes, with no framework, no users,
 * no checks and no model. Answers come from a table that it reads at its start.
 *
 *   PORT=… WORKERS=1 ANSWERS=answers.json node bench/serve/bare.ts
 */
import cluster from 'node:cluster'
import { readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'

/** By text: the scores of both models, and v1's prediction. */
export interface KnownAnswers {
  readonly texts: {
    readonly [text: string]: { readonly v1: number; readonly v2: number; readonly prediction: object }
  }
  /** What a batch's answer says beside its predictions. */
  readonly model: { readonly model: string; readonly version: string; readonly model_date: string }
}

const { PORT, ANSWERS = '', WORKERS = '1' } = process.env

if (cluster.isPrimary && Number(WORKERS) > 1) {
  for (let i = 0; i < Number(WORKERS); i++) cluster.fork()
} else {
  serve(JSON.parse(readFileSync(ANSWERS, 'utf8')))
}

function serve({ texts, model }: KnownAnswers): void {
  const known = new Map(Object.entries(texts))
  const server = createServer((request, response) => {
    const url = request.url ?? '/'
    if (request.method === 'POST') {
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => {
        const { inputs } = JSON.parse(Buffer.concat(chunks).toString()) as { inputs: string[] }
        const predictions = inputs.map((text) => known.get(text)?.prediction)
        answer(response, JSON.stringify({ ...model, predictions }))
      })
      return
    }
    const at = url.indexOf('?sentence=')
    if (at < 0) return answer(response, '1')
    const version = url.slice(1, 3) as 'v1' | 'v2'
    const sentence = decodeURIComponent(url.slice(at + '?sentence='.length))
    const score = known.get(sentence)![version]
    const sentiment = score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral'
    answer(response, JSON.stringify({ version, sentence, score, sentiment }))
  })
  server.listen(Number(PORT), '127.0.0.1')
}

function answer(response: ServerResponse, body: string): void {
  response.writeHead(200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  })
  response.end(body)
}
