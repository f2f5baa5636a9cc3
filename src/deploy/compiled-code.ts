import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/**
 * `server.mjs`: runs `app.cjs` from what V8 compiled it to when it was built, where that fits this version of Node, else
 * from its source. (Node's own compile cache is another for each user, and a container's user is not the builder.)
 */
export const starter = `// Starts the server in app.cjs. app.cache holds it compiled; it may be missing, and another version of Node ignores it.
const { readFileSync } = process.getBuiltinModule('fs')
const { createRequire } = process.getBuiltinModule('module')
const { constants, Script } = process.getBuiltinModule('vm')

const filename = \`\${import.meta.dirname}/app.cjs\`
const script = new Script(readFileSync(filename, 'utf8'), {
  filename,
  cachedData: readIfThere(\`\${import.meta.dirname}/app.cache\`),
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
})
script.runInThisContext()(createRequire(filename), filename, import.meta.dirname)

function readIfThere(file) {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
`

/** The code of the server as the function that the starter calls. */
export function asFunction(code: string): string {
  return `(function (require, __filename, __dirname) {${code}\n})`
}

/**
 * Starts a built server once and keeps what V8 compiled on the way, in `app.cache`; says whether that went well. A server
 * that cannot start, because its models were not trained yet, has compiled most of it all the same.
 */
export async function keepCompiled(folder: string, env: { readonly [name: string]: string }): Promise<boolean> {
  const trial = resolve(folder, `.slipway-trial-${process.pid}.mjs`)
  const keep = `process.on('exit', () => process.getBuiltinModule('fs').writeFileSync(import.meta.dirname + '/app.cache', script.createCachedData()))\n`
  await writeFile(trial, starter + keep)
  const child = spawn(process.execPath, [trial], {
    cwd: folder,
    env: { ...process.env, WORKERS: '1', PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 30_000,
  })
  const closed = once(child, 'close')
  // The first line says that it is ready; there is nothing more to wait for.
  child.stdout.once('data', () => child.kill('SIGTERM'))
  await closed
  await rm(trial)
  return existsSync(join(folder, 'app.cache'))
}
