import { chmodSync } from 'node:fs'
import type { Fault } from '../kit/fault.ts'

/** Who may read everything here and write nothing. */
const nobody = 65534

export const unwritableStore: Fault = {
  name: 'unwritable-store',
  title: 'A store that cannot be written',
  injected: 'A model of review-stars that takes seconds to learn is trained into a folder that the user may not write.',
  harm: 'trainings that were refused only after half of the time that the work takes, or not at all',
  servers: ['before', 'after'],
  async run({ checkout }) {
    if (checkout === undefined) throw new Error('only Slipway has a store')
    const [store, writable] = [checkout.newFolder(), checkout.newFolder()]
    chmodSync(store, 0o555)
    chmodSync(checkout.scratch, 0o755)
    const train = (into: string) => [
      ...['train', checkout.service('review-stars'), '--model', 'gradient-boosting'],
      ...['--no-plots', '--store', into],
    ]
    const training = await checkout.run(train(writable))
    const uid = process.getuid?.() === 0 ? { uid: nobody } : {}
    const { code, ms } = await checkout.run(train(store), { ...uid, env: { HOME: '/tmp' } })
    const isEarly = code !== 0 && ms < training.ms / 2
    const seconds = (time: number) => (time / 1000).toFixed(1)
    const said = `refused after ${seconds(ms)} s; training takes ${seconds(training.ms)} s`
    return { harmed: isEarly ? 0 : 1, tries: 1, notes: [code === 0 ? 'not refused' : said] }
  },
}
