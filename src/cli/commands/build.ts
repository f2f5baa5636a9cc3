import { isAbsolute, join, resolve } from 'node:path'
import { type BuiltFile, buildServer } from '../../deploy/build-server.ts'
import { buildSuites } from '../../deploy/build-suites.ts'
import { SlipwayError } from '../../errors.ts'
import { playgroundFiles, readPlaygroundFile } from '../../playground/files.ts'
import { docsFiles, installedDocsFolder } from '../../serve/routes/docs-files.ts'
import { readService, type Service } from '../../service/index.ts'
import { defineCommand, type Result, shared } from '../command.ts'
import { findService } from '../find-service.ts'
import { storeOf } from '../open-store.ts'
import { shownPath } from '../shown-path.ts'
import { counted } from '../table.ts'

export default defineCommand({
  name: 'build',
  positionals: [{ name: 'service', help: 'a folder with a service.ts, or a name under services/' }],
  options: {
    out: { type: 'string', value: 'DIR', help: "output folder (default: build/ in the service's folder)" },
    checks: { type: 'boolean', help: 'build the check suites instead, each as one file' },
    json: shared.json,
  },
  examples: ['slipway build park-sentiment', 'slipway build park-sentiment --out /srv/park-sentiment'],
  async run([name = ''], options) {
    const service = await readService(findService(name))
    if (options.checks)
      return await buildChecks(service, options.out ?? shownPath(join(service.folder, 'build/checks')))
    const docs = installedDocsFolder()
    const playground = playgroundFiles.map(
      async (file) => [`playground/${file}`, { content: (await readPlaygroundFile(file))! }] as const,
    )
    const assets = {
      ...Object.fromEntries(docsFiles.map((file) => [`docs/${file}`, join(docs, file)])),
      ...Object.fromEntries(await Promise.all(playground)),
    }
    const out = options.out ?? shownPath(join(service.folder, 'build'))
    const users: Record<string, string> = service.access
      ? { CREDENTIALS_FILE: resolve(service.folder, service.access.users) }
      : {}
    const trial = { ...users, MODEL_STORE: absolute(storeOf(service, undefined).url) }
    const { files } = await buildServer(service, { out, assets, trial })

    const environment = Object.entries(trial).map(
      ([name, path]) => `${name}=${isAbsolute(path) ? shownPath(path) : path}`,
    )
    const text = [
      `built ${service.name} in ${out}: ${sizes(files)}`,
      `next: ${[...environment, 'node', join(out, 'server.mjs')].join(' ')}`,
    ].join('\n')
    return { text, data: { service: service.name, folder: out, files, size_bytes: sum(files) } }
  },
})

async function buildChecks(service: Service, out: string): Promise<Result> {
  if (Object.keys(service.checks).length === 0)
    throw new SlipwayError('USAGE', `${service.name} has no checks to build; declare some under \`checks\`.`)
  const files = await buildSuites(service, out)
  const text = [
    `built the checks of ${service.name} in ${out}: ${sizes(files)}`,
    `next: API_ADDRESS=localhost node ${join(out, files[0]!.name)}`,
  ].join('\n')
  return { text, data: { service: service.name, folder: out, files, size_bytes: sum(files) } }
}

function sizes(files: readonly BuiltFile[]): string {
  return `${counted(files.length, 'file')}, ${shownBytes(sum(files))}`
}

function shownBytes(bytes: number): string {
  return bytes < 1e5 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}

function sum(files: readonly BuiltFile[]): number {
  return files.reduce((bytes, file) => bytes + file.sizeBytes, 0)
}

/** A store's folder from the root, since the server starts elsewhere; its address as it is. */
function absolute(store: string): string {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(store) ? store : resolve(store)
}
