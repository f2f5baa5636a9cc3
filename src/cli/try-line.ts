import type { Check, Service } from '../service/index.ts'

/** A curl line that a running service answers: from a check that goes well, one of its examples if it can be; else from an example. */
export function tryLine(service: Service, url: string): string {
  const good = Object.values(service.checks)
    .flat()
    .filter(({ request, expect }) => (expect.status ?? 200) === 200 && (request.query || request.body !== undefined))
  const examples = Object.values(service.examples).flatMap((inputs) =>
    (inputs ?? []).map((input) => JSON.stringify(input)),
  )
  const check = good.find(({ request }) => examples.some((input) => JSON.stringify(request).includes(input))) ?? good[0]
  return curl(url, check?.request ?? exampleRequest(service), service.access !== undefined)
}

function exampleRequest({ models, examples }: Service): Check['request'] {
  const model = Object.keys(models)[0] as string
  return { path: `/models/${model}/predict`, body: { inputs: [examples[model]?.[0] ?? 'a text'] } }
}

function curl(url: string, { path, query, body, user }: Check['request'], hasUsers: boolean): string {
  const words = ['curl']
  if (user) words.push('-u', quoted(user.join(':')))
  else if (hasUsers) words.push('-u', 'USER:PASSWORD')
  words.push(quoted(`${url}${path}${query ? `?${new URLSearchParams(query)}` : ''}`))
  if (body !== undefined) words.push('-H', quoted('Content-Type: application/json'), '-d', quoted(JSON.stringify(body)))
  return words.join(' ')
}

/** A word of a shell's line. */
function quoted(word: string): string {
  return /^[\w:/.@%+,=-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
