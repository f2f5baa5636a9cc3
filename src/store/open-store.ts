import { fileURLToPath } from 'node:url'
import { SlipwayError } from '../errors.ts'
import type { WritableStore } from './contract.ts'
import { FolderAccess } from './folder-access.ts'
import { VersionStore } from './version-store.ts'

/**
 * Opens the store of a service's models. Nothing is read or made yet: a folder that does not exist is a store with
 * nothing in it.
 * @param url a path relative to the current directory, or a `file://` address
 * @throws INVALID_OPTION where it is neither
 */
export function openStore(url: string, service: string): WritableStore {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(url)?.[1]?.toLowerCase()
  if (url === '' || (scheme !== undefined && scheme !== 'file')) {
    const expected = 'expected the path of a folder or a file:// address'
    throw new SlipwayError('INVALID_OPTION', `${JSON.stringify(url)} is no address of a store; ${expected}.`)
  }
  return new VersionStore(new FolderAccess(scheme ? pathOf(url) : url, url), service)
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url)
  } catch (error) {
    const message = `${JSON.stringify(url)} is no address of a folder; expected file:///path/to/folder.`
    throw new SlipwayError('INVALID_OPTION', message, { cause: error })
  }
}
