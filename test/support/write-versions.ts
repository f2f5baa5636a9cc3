/**
 * Writes one version after another into the store named on the command line, with a second argument once, and prints
 * the name of each; for tests that kill it or take its disk away.
 */
import { openStore } from 'slipway/store'
import { smallDraft } from './drafts.ts'

const [folder, once] = process.argv.slice(2)
const store = openStore(folder!, 'park-sentiment')
const numbers = Float64Array.from({ length: 50_000 }, (_, i) => i)
for (let i = 0; ; i++) {
  const created = new Date(Date.now() + i * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
  const { parts, ...draft } = smallDraft({ created })
  const big = { kind: 'Big', config: {}, tensors: { numbers: { shape: [numbers.length], data: numbers } } }
  try {
    console.log(await store.write('v1', { ...draft, parts: { ...parts, big } }))
  } catch (error) {
    console.log((error as Error).message)
    process.exitCode = 1
  }
  if (once) break
}
