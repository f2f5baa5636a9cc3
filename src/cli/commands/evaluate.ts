import { SlipwayError } from '../../errors.ts'
import { readService } from '../../service/index.ts'
import { defineCommand, shared } from '../command.ts'
import { evaluateServed } from '../evaluate/evaluate-served.ts'
import { readByRule } from '../evaluate/labelled-rows.ts'
import { localReport } from '../evaluate/report.ts'
import { scoreRows } from '../evaluate/score-rows.ts'
import { findService, isAddress } from '../find-service.ts'
import { loadCurrent } from '../load-version.ts'
import { storeOf } from '../open-store.ts'

export default defineCommand({
  name: 'evaluate',
  positionals: [
    { name: 'service or URL', help: 'a folder, a name under services/, or the address of a running service' },
  ],
  options: {
    data: { type: 'string', value: 'FILE', help: 'labelled rows (required)' },
    model: shared.model,
    store: shared.store,
    service: {
      type: 'string',
      value: 'SERVICE',
      help: 'for a URL target: the service whose label rule and route are used (default: by its name)',
    },
    text: { type: 'string', value: 'COLUMN', help: 'for a URL without a local service: the text column' },
    label: { type: 'string', value: 'COLUMN', help: 'for a URL without a local service: the label column' },
    user: { type: 'string', value: 'USER:PASSWORD', help: 'credentials for a URL target' },
    concurrency: { type: 'integer', value: 'N', help: 'for a URL target: concurrent requests (default: 8)' },
    out: { type: 'string', value: 'FILE', help: 'for a URL target: write every prediction as CSV' },
    'keep-formulas': {
      type: 'boolean',
      help: 'with --out, leave cells such as =1+1 as they are (default: an apostrophe before them)',
    },
    json: shared.json,
  },
  examples: [
    'slipway evaluate park-sentiment --data reviews.csv --model v2',
    'slipway evaluate http://localhost:5002 --data reviews.csv --user alice:wonderland',
  ],
  async run([target = ''], options) {
    const { data } = options
    if (data === undefined)
      throw new SlipwayError('USAGE', 'slipway evaluate: name the labelled rows with --data FILE.')
    if (isAddress(target))
      return await evaluateServed(target, { ...options, data, keepFormulas: options['keep-formulas'] })

    const service = await readService(findService(target))
    const artifact = await loadCurrent(service, storeOf(service, options.store), options.model)
    const { model } = artifact.manifest
    const rows = await readByRule(service, model, data)
    return localReport(
      `${service.name}/${model}`,
      rows.origin.name,
      artifact.version,
      scoreRows(artifact, rows, service.models[model]),
    )
  },
})
