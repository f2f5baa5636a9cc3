import { gzipSync } from 'node:zlib'
import type { Fault } from '../kit/fault.ts'
import { attack } from '../kit/hostile.ts'
import type { Sending } from '../kit/send.ts'
import { servingTweets, type Target } from '../kit/target.ts'

const confinement = 'once, into a container of 512 MB and half a core, while another client sends small requests'
const harm =
  "other clients' small requests that failed, probes of liveness that took over 500 ms, and the end of the server"

/** A body that costs more than it should; one fault each. */
const bodies: { readonly [name: string]: { readonly title: string; readonly sent: string; body(): string | Buffer } } =
  {
    'many-explained': {
      title: '150,000 inputs to be explained',
      sent: '150,000 × "good day" with "explain": true, 1.65 MB',
      body: () => `{"inputs":[${'"good day",'.repeat(149_999)}"good day"],"explain":true}`,
    },
    'many-inputs': {
      title: '1,398,000 inputs',
      sent: '1,398,000 × "good day", 15.4 MB',
      body: () => `{"inputs":[${'"good day",'.repeat(1_397_999)}"good day"]}`,
    },
    nested: {
      title: '12 MB of [',
      sent: '12 MB of opening brackets',
      body: () => '['.repeat(12_000_000),
    },
    'unknown-keys': {
      title: '900,000 unknown keys',
      sent: 'an object of 900,000 keys that are not known, 11.6 MB',
      body: () => `{${Array.from({ length: 900_000 }, (_, i) => `"k${String(i).padStart(6, '0')}":0`).join(',')}}`,
    },
  }

export const hostileBodies: readonly Fault[] = [
  ...Object.entries(bodies).map(([name, { title, sent, body }]) => ({
    name,
    title,
    injected: `${sent}, sent ${confinement}.`,
    harm,
    run: (target: Target) => attackWith(target, body()),
  })),
  {
    name: 'gzip-bomb',
    title: 'A gzip bomb',
    injected: `200 MB of one input in 0.2 MB of gzip, sent ${confinement}.`,
    harm,
    run: (target) => attackWith(target, bomb(), { 'content-encoding': 'gzip' }),
  },
]

async function attackWith(target: Target, body: string | Buffer, headers?: Sending['headers']) {
  const tweets = await servingTweets(target)
  return attack(tweets, [posted(tweets, body, headers)])
}

function bomb(): Buffer {
  return gzipSync(Buffer.concat([Buffer.from('{"inputs":["'), Buffer.alloc(200_000_000, 'a'), Buffer.from('"]}')]))
}

/** The small request with another body. */
export function posted(target: Target, body: string | Uint8Array, headers: Sending['headers'] = {}): Sending {
  return { ...target.request, body, headers: { ...target.request.headers, ...headers } }
}
