import { basename, join } from 'node:path'
import { isSlipwayError, SlipwayError } from '../errors.ts'
import type { ServiceDefinition } from '../service/contract.ts'
import { resolveService } from '../service/resolve-service.ts'
import { openStore } from '../store/open-store.ts'
import { serve } from './main.ts'
import { readLoading } from './models/loading.ts'
import { isTrialThread, runTrial } from './models/trial.ts'
import { readSettings } from './settings.ts'

/**
 * What `node server.mjs` runs: a service that was built into one file. Everything it needs to know comes from the
 * environment; what is missing is said in one line on stderr, and the process ends.
 *
 * @param folder of `server.mjs`, where `credentials.csv` and the files of the pages lie
 */
export async function startBuilt(definition: ServiceDefinition, folder: string, version: string): Promise<void> {
  if (isTrialThread()) return runTrial()
  try {
    const settings = readSettings(process.env)
    if (settings.modelStore === undefined) {
      const message =
        'MODEL_STORE is not set: it names the folder, or the address, that holds the models that `slipway train` wrote.'
      throw new SlipwayError('INVALID_OPTION', message)
    }
    const service = resolveService(definition, folder, { version })
    const store = openStore(settings.modelStore, service.name)
    const places = { credentialsFile: join(folder, 'credentials.csv'), pagesFolder: folder }
    // The server is its own trial thread: there is no other file.
    const loading = { ...readLoading(process.env), trialFile: join(folder, 'server.mjs') }
    await serve({ service, store, loading, ...places, ...settings, waitForVersions: true })
  } catch (error) {
    if (!isSlipwayError(error)) throw error
    process.stderr.write(`${basename(process.argv[1] ?? 'server')}: ${error.message}\n`)
    process.exit(error.exitCode)
  }
}
