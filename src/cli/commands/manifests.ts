import { join, normalize } from 'node:path'
import { manifestFiles } from '../../deploy/manifest-files.ts'
import { compareManifests, type Drift, writeManifests } from '../../deploy/write-manifests.ts'
import { readService } from '../../service/index.ts'
import { defineCommand, type Result, shared } from '../command.ts'
import { findService, wordFor } from '../find-service.ts'
import { shownPath } from '../shown-path.ts'
import { checkTrainedSize } from '../trained-size.ts'

export default defineCommand({
  name: 'manifests',
  positionals: [{ name: 'service', help: 'a folder with a service.ts, or a name under services/' }],
  options: {
    out: { type: 'string', value: 'DIR', help: "output folder (default: the service's folder)" },
    check: { type: 'boolean', help: 'write nothing; fail if the committed files differ' },
    json: shared.json,
  },
  examples: ['slipway manifests park-sentiment', 'slipway manifests park-sentiment --check'],
  async run([name = ''], { out, check }) {
    const folder = findService(name)
    const service = await readService(folder)
    await checkTrainedSize(service)
    const files = manifestFiles(service)
    const at = out ?? service.folder
    const { drifts, takenOver } = compareManifests(files, at)
    const left = takenOver.map((path) => `left alone, as it was taken over by hand: ${shown(at, path)}`)
    if (check) return checked(service.name, wordFor(folder), at, drifts, left)

    const { written, removed } = await writeManifests(files, at)
    const total = files.made.length + files.once.length
    const gone = removed.map((path) => `removed, as the service no longer gives it: ${shown(at, path)}`)
    const text = [
      ...left,
      ...gone,
      `${service.name}: ${written.length} of ${total} files written, ${total - written.length} as they should be`,
      `next: kubectl apply -k ${shown(at, 'deploy/overlays/production')}`,
    ].join('\n')
    return { text, data: { service: service.name, folder: shownPath(at), written, removed, taken_over: takenOver } }
  },
})

function checked(
  service: string,
  word: string,
  folder: string,
  drifts: readonly Drift[],
  left: readonly string[],
): Result {
  const lines = drifts.map(({ path, problem, at }) =>
    at === undefined
      ? `${shown(folder, path)}: ${problem}`
      : `${shown(folder, path)}: line ${at.line} differs\n  expected: ${at.expected}\n  got:      ${at.got}`,
  )
  const end =
    drifts.length === 0
      ? `${service}: every file is as the service says`
      : `${service}: ${drifts.length} ${drifts.length === 1 ? 'file is' : 'files are'} not as the service says\nnext: slipway manifests ${word}`
  return { text: [...left, ...lines, end].join('\n'), data: { service, drifts }, ok: drifts.length === 0 }
}

function shown(folder: string, path: string): string {
  return shownPath(normalize(join(folder, path)))
}
