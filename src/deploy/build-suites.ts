import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SlipwayError } from '../errors.ts'
import type { Service } from '../service/contract.ts'
import type { BuiltFile } from './build-server.ts'
import { bundleEntry } from './bundle.ts'

/**
 * Writes every suite of a service's checks as one file, `<suite>.cjs`, that runs with nothing installed. A suite that
 * `checks/<suite>.ts` exports is built from that file alone: it changes when its own sources do, and only then.
 * @throws INVALID_SERVICE, WRITE_FAILED
 */
export async function buildSuites(service: Service, out: string): Promise<BuiltFile[]> {
  const files: BuiltFile[] = []
  for (const suite of Object.keys(service.checks)) {
    const { code } = await bundleEntry(service, await entryCode(service, suite))
    const name = `${suite}.cjs`
    try {
      await mkdir(out, { recursive: true })
      await writeFile(join(out, name), code)
    } catch (cause) {
      const message = `${join(out, name)} could not be written: ${(cause as Error).message}.`
      throw new SlipwayError('WRITE_FAILED', message, { cause })
    }
    files.push({ name, sizeBytes: Buffer.byteLength(code) })
  }
  return files
}

async function entryCode(service: Service, suite: string): Promise<string> {
  const { name, port, checksLog, folder } = service
  const about = JSON.stringify({ service: name, port, checksLog, suite })
  const own = await ownFile(service, suite)
  const file = JSON.stringify(own?.file ?? join(folder, 'service.ts'))
  const checks = own ? `found[${JSON.stringify(own.binding)}]` : `found.default.checks[${JSON.stringify(suite)}]`
  return `
    import { startSuite } from 'slipway/check'
    import * as found from ${file}
    startSuite({ ...${about}, checks: ${checks} })
  `
}

/** The file that exports a suite's checks, the very list that the service declares, and the name it has there. */
async function ownFile(
  { folder, checks }: Service,
  suite: string,
): Promise<{ readonly file: string; readonly binding: string } | undefined> {
  const file = join(folder, 'checks', `${suite}.ts`)
  if (!existsSync(file)) return undefined
  const exported = (await import(pathToFileURL(file).href)) as { readonly [binding: string]: unknown }
  const binding = Object.keys(exported).find((name) => exported[name] === checks[suite])
  return binding === undefined ? undefined : { file, binding }
}
