import { join } from 'node:path'
import type { Service } from '../service/index.ts'
import { openStore, type WritableStore } from '../store/index.ts'
import { shownPath } from './shown-path.ts'

/** The store of a service's versions: the one named on the command line, else by MODEL_STORE, else `.slipway` in its folder. */
export function storeOf(service: Service, url: string | undefined): WritableStore {
  return openStore(url ?? (process.env.MODEL_STORE || shownPath(join(service.folder, '.slipway'))), service.name)
}
