import { join, relative } from 'node:path'
import type { Service } from '../service/index.ts'
import { openStore, type WritableStore } from '../store/index.ts'

/** The store of a service's versions: the one named on the command line, else by MODEL_STORE, else `.slipway` in its folder. */
export function storeOf(service: Service, url: string | undefined): WritableStore {
  return openStore(url ?? (process.env.MODEL_STORE || shown(join(service.folder, '.slipway'))), service.name)
}

/** From the current directory where it lies below: messages show it so. */
function shown(path: string): string {
  const fromHere = relative(process.cwd(), path)
  return fromHere.startsWith('..') ? path : fromHere
}
