import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { manifestFiles } from '../../src/deploy/manifest-files.ts'
import { writeManifests } from '../../src/deploy/write-manifests.ts'
import { readService } from '../../src/service/index.ts'
import { smallService, smallServiceFile } from './small-service.ts'

/** The `deploy/` folder of a small service with these options under `deploy`. */
export async function deployed(t: TestContext, options: object): Promise<string> {
  const deploy = `  deploy: ${JSON.stringify(options)},\n  examples:`
  const folder = smallService(t, { 'service.ts': smallServiceFile.replace('  examples:', deploy) })
  await writeManifests(manifestFiles(await readService(folder)), folder)
  return join(folder, 'deploy')
}
