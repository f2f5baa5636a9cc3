import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SlipwayError } from '../errors.ts'
import type { Service } from '../service/contract.ts'
import type { BuiltFile } from './build-server.ts'
import { bundleEntry } from './bundle.ts'
import { refuseOthers } from './written-files.ts'

/**
 * Writes every suite of a service's checks as one file, `<suite>.cjs`, that runs with nothing installed. A suite that
 * `checks/<suite>.ts` exports is built from that file alone: it changes when its own sources do, and only then.
 * @throws INVALID_SERVICE, WRITE_FAILED, USAGE where a file of somebody else is in the way
 */
export async function buildSuites(service: Service, out: string): Promise<BuiltFile[]> {
  const files: BuiltFile[] = []
  for (const suite of Object.keys(service.checks)) {
    const { code } = await bundleEntry(service, await entryCode(service, suite))
    const name = `${suite}.cjs`
    const file = join(out, name)
    if (existsSync(file) && !readFileSync(file, 'utf8').startsWith(head)) refuseOthers(out, [name])
    try {
      await mkdir(out, { recursive: true })
      await writeFile(file, head + code)
    } catch (cause) {
      const message = `${file} could not be written: ${(cause as Error).message}.`
      throw new SlipwayError('WRITE_FAILED', message, { cause })
    }
    files.push({ name, sizeBytes: Buffer.byteLength(head + code) })
  }
  return files
}

/** How a suite that was built begins, so that the next build may replace it. */
const head = '// A suite of acceptance checks, written by slipway build.\n'

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
