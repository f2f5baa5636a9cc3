import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Checkout } from '../kit/checkout.ts'
import type { Fault } from '../kit/fault.ts'

/** Loaded before the command line: its clock is an hour behind. */
const hourBehind = `
const now = Date.now
const hour = 3_600_000
globalThis.Date = class extends Date {
  constructor(...given) {
    if (given.length === 0) super(now() - hour)
    else super(...given)
  }
  static now() { return now() - hour }
}
`

export const clockBack: Fault = {
  name: 'clock-back',
  title: 'The clock goes back an hour, then a rollback',
  injected: 'A version is trained, then another by a clock that is an hour behind; then `slipway models … rollback`.',
  harm: 'rollbacks after which the version from before is not in use',
  servers: ['before', 'after'],
  async run({ checkout }) {
    if (checkout === undefined) throw new Error('only Slipway has versions')
    const store = checkout.newFolder()
    const clock = join(store, 'clock.mjs')
    writeFileSync(clock, hourBehind)
    const first = await train(checkout, store)
    const second = await train(checkout, store, clock)
    const { code, stderr } = await checkout.run(['models', checkout.service('ml-app'), 'rollback', '--store', store], {
      importing: clock,
    })
    const isBack = currentIn(store) === first && second !== first
    const said = stderr.trim().split('\n').at(-1) ?? ''
    return { harmed: isBack ? 0 : 1, tries: 1, notes: code === 0 ? [] : [`the rollback failed: ${said.slice(0, 120)}`] }
  },
}

async function train(checkout: Checkout, store: string, importing?: string): Promise<string> {
  const options = importing === undefined ? {} : { importing }
  const { code, stderr } = await checkout.run(
    ['train', checkout.service('ml-app'), '--no-plots', '--store', store],
    options,
  )
  if (code !== 0) throw new Error(stderr)
  return currentIn(store)
}

function currentIn(store: string): string {
  return readFileSync(join(store, 'ml-app/iris/current'), 'utf8').trim()
}
