import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { chainTo, importsOf, roomOf, root, runtimeGraph, sourceFiles } from './support/imports.ts'
import { isServerPackage, isTrainingOnly } from './support/training-only.ts'

/** Which rooms a room may import from, types included; every room may import src/errors.ts and src/values.ts. */
const walls: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  values: [],
  learn: [],
  data: [],
  artifact: ['learn'],
  store: ['artifact'],
  model: ['learn', 'data', 'artifact'],
  service: ['model'],
  // The manifest of a version is the artifact room's type; numbers of the learning core never pass through HTTP.
  serve: ['service', 'model', 'store', 'artifact', 'playground'],
  playground: [],
  // A check asks as any client outside does.
  check: ['service', 'probe'],
  deploy: ['service'],
  probe: [],
  cli: ['learn', 'data', 'artifact', 'store', 'model', 'service', 'serve', 'playground', 'check', 'deploy', 'probe'],
  testing: ['learn', 'model', 'service', 'serve', 'store'],
  // The public entry shows descriptions only.
  index: ['data', 'model', 'service'],
}

/** Single files beyond a wall: the server's documents and model.json are typed as JSON, and JSON is a type of the learning core. */
const doors: Readonly<Record<string, readonly string[]>> = { serve: ['src/learn/contract.ts'] }

/** Packages that only one room knows; the rest of the house asks that room. */
const keepers: Readonly<Record<string, string>> = {
  hyparquet: 'data',
  'iconv-lite': 'data',
  'read-excel-file': 'data',
  pdfmake: 'probe',
  fastify: 'serve',
  'prom-client': 'serve',
  '@redis/client': 'serve',
  'cli-progress': 'cli',
  rolldown: 'deploy',
  'kubernetes-models': 'deploy',
  yaml: 'deploy',
}

const packageOf = (name: string) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')

test('every room imports only from the rooms that its walls allow, types included', () => {
  const broken: string[] = []
  for (const file of sourceFiles('src')) {
    const room = roomOf(file)
    if (walls[room] === undefined) broken.push(`${file}: the room "${room}" is not on the plan`)
    for (const { target, kind, typeOnly } of importsOf(file)) {
      const other = roomOf(target)
      if (kind === 'package' && (keepers[packageOf(target)] ?? room) !== room)
        broken.push(`${file} imports ${target}, which belongs to ${keepers[packageOf(target)]}`)
      const isOpen = other === room || other === 'errors' || other === 'values' || walls[room]?.includes(other)
      if (kind === 'file' && !isOpen && !(typeOnly && doors[room]?.includes(target)))
        broken.push(`${file} imports ${target}: ${room} may not know ${other}`)
    }
  }
  assert.deepEqual(broken, [])
})

for (const entry of ['src/serve/main.ts', 'src/index.ts']) {
  test(`what ${entry} loads can read and ask models, and cannot fit them`, (t) => {
    if (!existsSync(join(root, entry))) return t.skip(`${entry} does not exist`)
    const graph = runtimeGraph(entry)
    const carried = [...graph.keys()].filter((target) =>
      target.startsWith('src/') ? isTrainingOnly(target) : !isServerPackage(target),
    )
    assert.deepEqual(
      carried.map((target) => chainTo(target, graph)),
      [],
    )
  })
}

test('no source file is longer than 300 lines', () => {
  const long = sourceFiles('src')
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 300)
  assert.deepEqual(long, [])
})

test('services use the package through its public entries only', () => {
  const broken: string[] = []
  for (const name of readdirSync(join(root, 'services'))) {
    for (const file of sourceFiles(`services/${name}`)) {
      for (const { target, kind } of importsOf(file)) {
        if (kind === 'file' && !target.startsWith(`services/${name}/`)) broken.push(`${file} imports ${target}`)
      }
    }
  }
  assert.deepEqual(broken, [])
})
