import { join } from 'node:path'
import { buildServer } from '../../deploy/build-server.ts'
import { docsFiles, installedDocsFolder } from '../../serve/routes/docs-files.ts'
import { readService } from '../../service/index.ts'
import { defineCommand, shared } from '../command.ts'
import { findService } from '../find-service.ts'
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
    const { files } = await buildServer(service, { out, assets })

    const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0)
    const users = service.access ? ` CREDENTIALS_FILE=${shownPath(join(service.folder, service.access.users))}` : ''
    const text = [
      `built ${service.name} in ${out}: ${files.length} files, ${(sizeBytes / 1e6).toFixed(1)} MB`,
      `next: MODEL_STORE=${shownPath(join(service.folder, '.slipway'))}${users} node ${join(out, 'server.mjs')}`,
    ].join('\n')
    return { text, data: { service: service.name, folder: out, files, size_bytes: sizeBytes } }
  },
})
