import { fileURLToPath } from 'node:url'
import { SlipwayError } from '../errors.ts'
import type { WritableStore } from './contract.ts'
import type { FileAccess } from './file-access.ts'
import { FolderAccess } from './folder-access.ts'
import { HttpAccess } from './http-access.ts'
import { S3Access } from './s3-access.ts'
import { s3Settings } from './s3-settings.ts'
import { VersionStore } from './version-store.ts'

/**
 * Opens the store of a service's models. Nothing is read or made yet: a folder that does not exist is a store with
 * nothing in it. A store behind http(s) can be read only: writing to it is refused.
 * @param url a path relative to the current directory, or a `file://`, `http://`, `https://` or `s3://` address; who
 *   asks S3, and where it is, is read from the usual environment variables, and the hosts that an http(s) store may lead
 *   on to from `MODEL_STORE_REDIRECTS`
 * @throws INVALID_OPTION where it is none of them
 */
export function openStore(url: string, service: string): WritableStore {
  return new VersionStore(accessOf(url), service)
}

/** The files at an address, whatever they are. @throws INVALID_OPTION where it is none */
export function accessOf(url: string): FileAccess {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(url)?.[1]?.toLowerCase()
  if (url !== '' && scheme === undefined) return new FolderAccess(url)
  if (scheme === 'file') return new FolderAccess(pathOf(url), url)
  if ((scheme === 'http' || scheme === 'https') && URL.canParse(url))
    return new HttpAccess(url, { redirectHosts: redirectHosts(process.env.MODEL_STORE_REDIRECTS) })
  if (scheme === 's3') return new S3Access(url, s3Settings(process.env))
  const expected = 'expected the path of a folder, or an address that begins with file://, http://, https:// or s3://'
  throw new SlipwayError('INVALID_OPTION', `${JSON.stringify(url)} is no address of a store; ${expected}.`)
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url)
  } catch (error) {
    const message = `${JSON.stringify(url)} is no address of a folder; expected file:///path/to/folder.`
    throw new SlipwayError('INVALID_OPTION', message, { cause: error })
  }
}

/** `cdn.example.com,mirror.example.com:8443` */
function redirectHosts(text = ''): string[] {
  return text.split(',').flatMap((host) => host.trim().toLowerCase() || [])
}
