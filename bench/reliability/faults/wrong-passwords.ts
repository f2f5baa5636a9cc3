import type { Fault } from '../kit/fault.ts'
import { send } from '../kit/send.ts'
import type { Target } from '../kit/target.ts'
import { Traffic } from '../kit/traffic.ts'
import { as } from './users-change.ts'

/** The guesser's address; whoever has a password comes from another. */
const guesser = '127.0.0.66'
const floodMs = 6000
const pairs = 10
const limit = 60

export const floodOfPasswords: Fault = {
  name: 'password-flood',
  title: 'A flood of wrong passwords',
  injected: `32 connections of one address send passwords of names that there are not, for ${floodMs / 1000} s. Meanwhile alice sends from another address, and the guesser tries a name that there is and one that there is not, ${pairs} times.`,
  harm: 'requests of alice that failed; pairs of answers that tell the two names apart',
  servers: ['before', 'after', 'Flask'],
  async run(target) {
    const server = await target.start()
    await send(server.url, target.request)
    const alice = new Traffic(target, server.url, { lanes: 1, pauseMs: 150 })
    const until = performance.now() + floodMs
    let guesses = 0
    const lane = async (name: string) => {
      while (performance.now() < until) await guess(target, server.url, `${name}:wrong-${guesses++}`)
    }
    const flood = Array.from({ length: 32 }, (_, i) => lane(`nobody-${i}`))
    const apart: string[] = []
    for (let i = 0; i < pairs; i++) {
      const [known, unknown] = await Promise.all(
        ['bob', 'nobody'].map((name) => guess(target, server.url, `${name}:wrong-${guesses++}`)),
      )
      if (known !== unknown) apart.push(`${known} and ${unknown}`)
    }
    await Promise.all(flood)
    await alice.stop()
    await server.stop()
    const waited = alice.longestMs > 1000 ? [`alice waited up to ${(alice.longestMs / 1000).toFixed(1)} s`] : []
    return {
      harmed: alice.lost + alice.wrong + apart.length,
      tries: alice.taken + pairs,
      notes: [...alice.notes(), ...waited, ...(apart[0] ? [`names told apart (${apart[0]})`] : [])],
    }
  },
}

export const guessingBeyondLimit: Fault = {
  name: 'password-guessing',
  title: 'Guessing beyond the limit',
  injected: `A limit of ${limit} requests a minute (Flask has none): one address sends ${limit + 20} wrong passwords of bob, then the right one.`,
  harm: 'the right password answered 200: the limit does not stop who guesses',
  servers: ['before', 'after', 'Flask'],
  async run(target) {
    const server = await target.start({ env: { MAX_REQUESTS_PER_MINUTE: String(limit) } })
    for (let i = 0; i < limit + 20; i++) await guess(target, server.url, `bob:wrong-${i}`)
    const right = await guess(target, server.url, 'bob:builder')
    await server.stop()
    return { harmed: right === 200 ? 1 : 0, tries: 1, notes: [`answered ${right}`] }
  },
}

/** What becomes of a password that the guesser sends. */
async function guess(target: Target, url: string, user: string) {
  const { ending } = await send(url, as(target.request, user), { localAddress: guesser, timeoutMs: 10_000 })
  return ending
}
