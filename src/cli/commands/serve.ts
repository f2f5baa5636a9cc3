import { readService } from '../../service/index.ts'
import { defineCommand } from '../command.ts'
import { findService } from '../find-service.ts'
import { storeOf } from '../open-store.ts'
import { serveOptions, serveService } from '../serve-service.ts'

export default defineCommand({
  name: 'serve',
  positionals: [{ name: 'service', help: 'a folder with a service.ts, or a name under services/' }],
  options: serveOptions,
  examples: ['slipway serve park-sentiment', 'slipway serve park-sentiment --port 8080 --workers 2 --store /models'],
  async run([name = ''], options) {
    const service = await readService(findService(name))
    const { url } = await serveService(service, storeOf(service, options.store), options)
    return { text: `serving ${service.name} at ${url}`, data: { service: service.name, url } }
  },
})
