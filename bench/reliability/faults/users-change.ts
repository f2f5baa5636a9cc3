import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from '../kit/fault.ts'
import { type Sending, send } from '../kit/send.ts'

export const usersChange: Fault = {
  name: 'users-change',
  title: 'Credentials changed while serving',
  injected:
    'Two workers; alice is taken out of the credentials file, and 6 s later put back. Ten requests of hers and ten of bob after each.',
  harm: 'requests of hers that were answered 200 when she was no user any more, or 401 when she was one again; requests of bob that failed',
  servers: ['before', 'after'],
  async run(target) {
    if (target.checkout === undefined) throw new Error('only Slipway has a credentials file')
    const given = readFileSync(join(target.checkout.service('park-sentiment'), 'credentials.csv'), 'utf8')
    const file = join(target.checkout.newFolder(), 'credentials.csv')
    writeFileSync(file, given)
    const server = await target.start({ workers: 2, env: { CREDENTIALS_FILE: file } })
    const bob = as(target.request, 'bob:builder')
    const asked = async (request: Sending, expected: number) => {
      let other = 0
      for (let i = 0; i < 10; i++) if ((await send(server.url, request)).ending !== expected) other++
      return other
    }
    await asked(target.request, 200)
    writeFileSync(
      file,
      given
        .split('\n')
        .filter((line) => !line.startsWith('alice'))
        .join('\n'),
    )
    await sleep(6000)
    const stillIn = await asked(target.request, 401)
    const hurt = await asked(bob, 200)
    writeFileSync(file, given)
    await sleep(6000)
    const stillOut = await asked(target.request, 200)
    await server.stop()
    return {
      harmed: stillIn + stillOut + hurt,
      tries: 30,
      notes: stillIn > 0 ? ['a removed user goes on'] : [],
    }
  },
}

/** The same request of somebody else. */
export function as(request: Sending, user: string): Sending {
  return { ...request, headers: { ...request.headers, authorization: `Basic ${Buffer.from(user).toString('base64')}` } }
}
