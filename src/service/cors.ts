import type { Problem } from '../errors.ts'

/** Pages of other origins that may call the service from a browser. */
export interface Cors {
  /** Scheme, host and port, such as `https://shop.example.com`. Each by itself: there is no wildcard. */
  readonly origins: readonly (`https://${string}` | `http://${string}`)[]
}

/** What is wrong with a declaration, which may be anything at all. */
export function checkCors(cors: unknown): Problem[] {
  if (cors === undefined) return []
  const { origins } = (cors ?? {}) as { readonly origins?: unknown }
  if (!Array.isArray(origins) || origins.length === 0) {
    return [{ path: '/cors/origins', message: 'expected a list of origins, such as ["https://shop.example.com"].' }]
  }
  const unknown = Object.keys(cors as object).filter((name) => name !== 'origins')
  return [
    ...unknown.map((name) => ({ path: `/cors/${name}`, message: 'is not known here; "origins" is.' })),
    ...origins.flatMap((origin: unknown, i) =>
      checkOrigin(origin, origins.indexOf(origin) !== i, `/cors/origins/${i}`),
    ),
  ]
}

function checkOrigin(origin: unknown, isRepeated: boolean, path: string): Problem[] {
  const expected = 'expected a scheme, a host and perhaps a port, such as "https://shop.example.com"'
  if (typeof origin !== 'string') return [{ path, message: `${expected}, got ${JSON.stringify(origin)}.` }]
  if (isRepeated) return [{ path, message: `"${origin}" is there twice.` }]
  const found = originOf(origin)
  if (found === origin) return []
  const meant = found === undefined || origin.includes('*') ? '' : ` Browsers send "${found}".`
  const wildcard = origin.includes('*') ? ' There is no wildcard: name each origin.' : ''
  return [{ path, message: `${expected}, got "${origin}".${meant}${wildcard}` }]
}

/** As a browser sends it. */
function originOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, origin, host } = new URL(text)
  return /^https?:$/.test(protocol) && !host.includes('*') ? origin : undefined
}
