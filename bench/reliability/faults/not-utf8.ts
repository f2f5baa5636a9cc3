import type { Fault } from '../kit/fault.ts'
import { send } from '../kit/send.ts'
import { posted } from './hostile-bodies.ts'

/** Texts as bytes that are no UTF-8: Latin-1, a byte that UTF-8 never has, half a surrogate pair, an overlong slash. */
const texts = [[0x63, 0x61, 0x66, 0xe9], [0xff], [0xed, 0xa0, 0x80], [0xc0, 0xaf]]

export const notUtf8: Fault = {
  name: 'not-utf-8',
  title: 'Bodies that are not UTF-8',
  injected: 'Four bodies whose one input is no UTF-8: Latin-1, 0xFF, half a surrogate pair, an overlong slash.',
  harm: 'bodies that were scored (200), with other characters in the place of those bytes, or failed in the server (5xx)',
  async run(target) {
    const server = await target.start()
    let harmed = 0
    const statuses = new Set<number | string>()
    for (const bytes of texts) {
      const body = Buffer.concat([Buffer.from('{"inputs":["'), Buffer.from(bytes), Buffer.from('"]}')])
      const { ending } = await send(server.url, posted(target, body))
      statuses.add(ending)
      if (typeof ending !== 'number' || ending < 400 || ending >= 500) harmed++
    }
    await server.stop()
    return { harmed, tries: texts.length, notes: [`answered ${[...statuses].join(', ')}`] }
  },
}
