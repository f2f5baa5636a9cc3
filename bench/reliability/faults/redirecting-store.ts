import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from '../kit/fault.ts'
import { StoreServer } from '../kit/store-server.ts'
import { TamperedStore } from '../kit/versions.ts'

export const redirectingStore: Fault = {
  name: 'redirecting-store',
  title: 'An HTTP store that redirects to another host',
  injected: 'The store answers every request for a new version with a redirect to another server, which has it.',
  harm: 'requests that the other server got',
  servers: ['before', 'after'],
  async run(target) {
    if (target.checkout === undefined) throw new Error('only Slipway has a store')
    const tampered = await TamperedStore.of(target.checkout)
    const [store, other] = [await StoreServer.of(tampered.folder), await StoreServer.of(tampered.folder)]
    const server = await target.start({ env: { MODEL_STORE: store.url } })
    const next = tampered.addForged(() => {})
    store.redirect = (path) => (path.includes(next) ? other.url.replace('127.0.0.1', 'localhost') + path : undefined)
    const before = store.requests
    tampered.use(next)
    await sleep(6000)
    const harmed = other.requests
    await server.stop()
    store.close()
    other.close()
    return { harmed, tries: Math.max(harmed, store.requests - before), notes: harmed > 0 ? ['followed'] : [] }
  },
}
