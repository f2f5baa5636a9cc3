import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, relative } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { cleanEnvironment } from './support/cli.ts'
import { root } from './support/imports.ts'
import { type Block, fencedBlocks } from './support/markdown.ts'
import { Shell } from './support/shell.ts'
import { temporaryFolder } from './support/tiny-service.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const blocks = fencedBlocks(readme)
const env = { ...cleanEnvironment(), PATH: [dirname(process.execPath), process.env.PATH].join(delimiter) }

let checkout: string
before(() => {
  checkout = cleanCheckout()
})
after(() => rmSync(dirname(checkout), { recursive: true, force: true }))

test("the README's commands run in a clean checkout, in their order", async (t) => {
  await run(
    t,
    blocks.filter(({ language, user }) => language === 'sh' && user === undefined),
    // What `npm ci` installs is there: it is what runs this test.
    (block) => ({ cwd: checkout, lines: block.text.replace('npm ci && ', '') }),
  )
})

test("the README's own service, from its CSV to curl, is written, trained, served, asked and built as it says", async (t) => {
  const folder = join(temporaryFolder(t), 'reviews')
  mkdirSync(folder)
  const steps = blocks.filter(({ user }) => user !== undefined)
  assert.ok(steps.length > 0)
  await run(t, steps, ({ language, text, user = '' }) => {
    if (language !== 'sh') writeFileSync(join(folder, user), text)
    if (user === 'folder') takeTarball(checkout, folder)
    return language === 'sh' ? { cwd: user === 'pack' ? checkout : folder, lines: text } : undefined
  })
})

async function run(
  t: TestContext,
  steps: readonly Block[],
  toCommand: (block: Block) => { readonly cwd: string; readonly lines: string } | undefined,
): Promise<void> {
  const missing = ['bash', 'curl'].filter((tool) => spawnSync(tool, ['--version']).status !== 0)
  if (missing.length > 0) return t.skip(`there is no ${missing.join(' and no ')}`)
  for (const port of portsOf(steps)) if (!(await isFree(port))) return t.skip(`port ${port} is in use`)

  const shell = new Shell(env)
  try {
    for (const block of steps) {
      if (block.notRun !== undefined) {
        t.diagnostic(`README.md:${block.line} is not run: ${block.notRun}`)
        continue
      }
      const command = toCommand(block)
      if (!command) continue
      const { stdout } = await shell.type(command.lines, command.cwd)
      if (block.text.startsWith('curl')) assertAnswer(stdout, block)
    }
  } catch (error) {
    if (!/npm (error|ERR!).*(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH)/.test(String(error))) throw error
    t.skip('no package registry can be reached')
  } finally {
    await shell.close()
  }
}

/** curl ends well whatever the status: the answer has to be JSON, and not the JSON of an error. */
function assertAnswer(stdout: string, { line }: Block): void {
  const answer: unknown = JSON.parse(stdout)
  assert.ok(
    !(typeof answer === 'object' && answer !== null && 'error' in answer),
    `README.md:${line} answers ${stdout}`,
  )
}

function portsOf(steps: readonly Block[]): number[] {
  return [
    ...new Set(steps.flatMap(({ text }) => [...text.matchAll(/localhost:(\d+)/g)].map((match) => Number(match[1])))),
  ]
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)))
  })
}

/** The files of this checkout that are no product of it, with the packages that `npm ci` brings. */
function cleanCheckout(): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'slipway-')), 'slipway')
  const products =
    /(^|\/)(\.git|dist|build|\.slipway|\.venv|node_modules)$|\.tgz$|^services\/[^/]+\/data\/(reviews|tweets)\.csv$/
  cpSync(root, folder, { recursive: true, filter: (path) => !products.test(relative(root, path)) })
  linkPackages(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

/** Packages as links to the installed ones; npm's own links, such as `slipway` to the checkout, are made anew. */
function linkPackages(installed: string, target: string): void {
  mkdirSync(target)
  for (const entry of readdirSync(installed, { withFileTypes: true })) {
    const [from, to] = [join(installed, entry.name), join(target, entry.name)]
    if (entry.name === '.bin') cpSync(from, to, { recursive: true, verbatimSymlinks: true })
    else symlinkSync(entry.isSymbolicLink() ? readlinkSync(from) : from, to)
  }
}

function takeTarball(checkout: string, folder: string): void {
  const tarball = readdirSync(checkout).find((name) => name.endsWith('.tgz'))
  assert.ok(tarball, 'npm pack left no tarball')
  renameSync(join(checkout, tarball), join(folder, tarball))
}
