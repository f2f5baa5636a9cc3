/** Where versions live: written whole or not at all, one of them in use. */
export type { Store, WritableStore } from './contract.ts'
export type { FileAccess, WritableFileAccess } from './file-access.ts'
export { FolderAccess } from './folder-access.ts'
export { HttpAccess } from './http-access.ts'
export type { HttpOptions } from './http-get.ts'
export { openStore } from './open-store.ts'
export { resolveVersion } from './resolve-version.ts'
export { VersionStore } from './version-store.ts'
