import { execFile } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { docker } from './docker.ts'

const root = resolve(import.meta.dirname, '../..')
const service = 'services/american-predictor'
/** What an image is built from. */
const sources = ['package.json', 'package-lock.json', '.dockerignore', 'src', service]
const left = new Set(['node_modules', '.slipway', 'build', 'tweets.csv'])

/** A folder with a trained model and a copy of the sources, which can be changed. */
export class Workshop {
  readonly #home = mkdtempSync(join(tmpdir(), 'slipway-rehearsal-'))

  /** Where the model is, once it is trained. */
  get store(): string {
    return join(this.#home, 'store')
  }

  async open(): Promise<void> {
    process.once('exit', () => this.close())
    // The replicas read the model as a user of their own.
    chmodSync(this.#home, 0o755)
    for (const source of sources)
      cpSync(join(root, source), join(this.#home, 'source', source), {
        recursive: true,
        filter: (path) => !left.has(basename(path)),
      })
    const command = ['--conditions=slipway-source', 'src/cli/main.ts', 'train', service, '--store', this.store]
    await promisify(execFile)(process.execPath, [...command, '--no-plots'], { cwd: root })
  }

  /** Changes what the service says of itself, each time to something new: no image of it was built before. */
  change(): void {
    const file = join(this.#home, 'source', service, 'service.ts')
    const text = readFileSync(file, 'utf8')
    const changed = text.replace(/(description: ')/, `$1As of ${new Date().toISOString()}. `)
    if (changed === text) throw new Error(`${service}/service.ts has no description to change.`)
    writeFileSync(file, changed)
  }

  /** Builds the image of a version from the sources as they are; gives its name. */
  async buildImage(version: string): Promise<string> {
    const name = `slipway-rehearsal/american-predictor:${version}`
    const context = join(this.#home, 'source')
    const dockerfile = `--file=${join(context, service, 'deploy/Dockerfile')}`
    await docker('build', '--quiet', dockerfile, `--build-arg=VERSION=${version}`, `--tag=${name}`, context)
    return name
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true })
  }
}
