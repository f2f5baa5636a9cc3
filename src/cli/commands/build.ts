import { isAbsolute, join, resolve } from 'node:path'
import { buildServer } from '../../deploy/build-server.ts'
import { docsFiles, installedDocsFolder } from '../../serve/routes/docs-files.ts'
import { readService } from '../../service/index.ts'
import { defineCommand, shared } from '../command.ts'
import { findService } from '../find-service.ts'
import { storeOf } from '../open-store.ts'
import { shownPath } from '../shown-path.ts'

export default defineCommand({
  name: 'build',
  positionals: [{ name: 'service', help: 'a folder with a service.ts, or a name under services/' }],
  options: {
    out: { type: 'string', value: 'DIR', help: "the folder to write to (default: build in the service's folder)" },
    json: shared.json,
  },
  examples: ['slipway build park-sentiment', 'slipway build park-sentiment --out /srv/park-sentiment'],
  async run([name = ''], options) {
    const service = await readService(findService(name))
    const docs = installedDocsFolder()
    const assets = Object.fromEntries(docsFiles.map((file) => [`docs/${file}`, join(docs, file)]))
    const out = options.out ?? shownPath(join(service.folder, 'build'))
    const users: Record<string, string> = service.access
      ? { CREDENTIALS_FILE: resolve(service.folder, service.access.users) }
      : {}
    const trial = { ...users, MODEL_STORE: absolute(storeOf(service, undefined).url) }
    const { files } = await buildServer(service, { out, assets, trial })

    const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
    const environment = Object.entries(trial).map(
      ([name, path]) => `${name}=${isAbsolute(path) ? shownPath(path) : path}`,
    )
    const text = [
      `built ${service.name} in ${out}: ${files.length} files, ${(sizeBytes / 1e6).toFixed(1)} MB`,
      `next: ${[...environment, 'node', join(out, 'server.mjs')].join(' ')}`,
    ].join('\n')
    return { text, data: { service: service.name, folder: out, files, size_bytes: sizeBytes } }
  },
})

/** A store's folder from the root, since the server starts elsewhere; its address as it is. */
function absolute(store: string): string {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(store) ? store : resolve(store)
}
