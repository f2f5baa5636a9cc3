import { readService } from '../../service/index.ts'
import { defineCommand, shared } from '../command.ts'
import { withDataFile } from '../data-at-address.ts'
import { findService, wordFor } from '../find-service.ts'
import { storeOf } from '../open-store.ts'
import { parsePromote, promoteOption } from '../promotion.ts'
import { dataLines, heldBackLines, scoreTable, warningLines } from '../score-table.ts'
import { trainService } from '../train-service.ts'

export default defineCommand({
  name: 'train',
  positionals: [{ name: 'service', help: 'a folder with a service.ts, or a name under services/' }],
  options: {
    model: { type: 'string', value: 'NAME', help: 'train only this model (default: all)', many: true },
    data: {
      type: 'string',
      value: 'FILE',
      help: "use this file or s3:// or https:// address instead of the service's",
    },
    store: shared.store,
    tag: { type: 'string', value: 'NAME', help: 'tag the new versions' },
    promote: promoteOption,
    'no-plots': { type: 'boolean', help: 'skip the plots of the model card; saves time and memory' },
    json: shared.json,
  },
  examples: [
    'slipway train park-sentiment',
    'slipway train park-sentiment --model v1 --data reviews-2026.csv --tag autumn',
    'slipway train park-sentiment --store s3://models --promote better',
  ],
  async run([name = ''], options) {
    const promote = parsePromote(options.promote)
    const folder = findService(name)
    const service = await readService(folder)
    const store = storeOf(service, options.store)
    const only = options.model.length > 0 ? options.model : undefined
    const trained = await withDataFile(options.data, (dataFile) =>
      trainService(service, store, { only, dataFile, tag: options.tag, promote, plots: !options['no-plots'] }),
    )
    const elsewhere = options.store === undefined ? '' : ` --store ${options.store}`
    const text = [
      `trained ${service.name} in ${store.url}`,
      ...dataLines(trained),
      'held-out scores:',
      scoreTable(trained),
      ...warningLines(trained),
      ...heldBackLines(service.name, trained),
      `next: slipway serve ${wordFor(folder)}${elsewhere}`,
    ].join('\n')
    return { text, data: { service: service.name, store: store.url, models: trained } }
  },
})
