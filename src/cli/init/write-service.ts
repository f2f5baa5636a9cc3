import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SlipwayError } from '../../errors.ts'

/** Writes the files of a new service; what is there already stays as it is. Gives the names of those written. */
export function writeService(folder: string, name: string, service: string): string[] {
  const manifest = { name, version: '0.1.0', private: true, type: 'module' }
  const files: [string, string][] = [
    ['service.ts', service],
    ['package.json', `${JSON.stringify(manifest, null, 2)}\n`],
    ['.gitignore', '.slipway/\nbuild/\n'],
  ]
  const missing = files.filter(([file]) => !existsSync(join(folder, file)))
  try {
    mkdirSync(folder, { recursive: true })
    for (const [file, content] of missing) writeFileSync(join(folder, file), content)
  } catch (cause) {
    throw new SlipwayError('WRITE_FAILED', `${folder} cannot be written to: ${(cause as Error).message}.`, { cause })
  }
  return missing.map(([file]) => file)
}

/** A folder's name as a service's: lower-case letters, digits and dashes (RFC 1123). */
export function serviceName(folderName: string): string {
  const name = folderName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '')
  return name === '' ? 'service' : name
}
