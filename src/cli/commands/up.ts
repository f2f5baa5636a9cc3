import { readService } from '../../service/index.ts'
import { defineCommand } from '../command.ts'
import { findDefaultService, findService } from '../find-service.ts'
import { storeOf } from '../open-store.ts'
import { dataLines, heldBackLines, scoreTable } from '../score-table.ts'
import { flagsOf, serveOptions, serveService } from '../serve-service.ts'
import { staleModels } from '../stale-models.ts'
import { say } from '../terminal.ts'
import { trainService } from '../train-service.ts'
import { tryLine } from '../try-line.ts'

export default defineCommand({
  name: 'up',
  positionals: [
    {
      name: 'service',
      help: "a folder or a name under services/ (default: package.json's slipway.service, else the only one)",
      required: false,
    },
  ],
  options: serveOptions,
  examples: ['slipway up', 'slipway up park-sentiment --port 8080'],
  async run([name], options) {
    const folder = name === undefined ? findDefaultService() : findService(name)
    const service = await readService(folder)
    const store = storeOf(service, options.store)

    const stale = await staleModels(service, store)
    for (const [model, reason] of stale) say(`${service.name}/${model}: ${reason}; training it`)
    if (stale.size > 0) {
      const trained = await trainService(service, store, { only: [...stale.keys()] })
      const lines = ['held-out scores:', scoreTable(trained), ...heldBackLines(service.name, trained), '']
      say([...dataLines(trained), ...lines].join('\n'))
    }
    // The workers serve only: what there was to train is trained.
    const workerArgs = ['serve', folder, ...flagsOf(options)]
    // Whoever tries it out at a terminal is told of trouble only; set for the workers too.
    process.env.LOG_LEVEL ??= 'warn'
    const { url } = await serveService(service, store, options, workerArgs)
    const text = [
      `${service.title} is served at ${url}`,
      `  ${url}/      a page to try it`,
      `  ${url}/docs  what it answers to`,
      'try:',
      `  ${tryLine(service, url)}`,
      'Ctrl-C ends it.',
    ].join('\n')
    return { text, data: { service: service.name, url, trained: [...stale.keys()] } }
  },
})
