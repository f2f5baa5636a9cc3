import assert from 'node:assert/strict'
import { test } from 'node:test'
import { circlesOf, importsOf, sourceFiles } from './support/imports.ts'

/** Circles that are still there; a circle that goes away goes from here, and no new one comes in. */
const known = [
  ['src/serve/context.ts', 'src/serve/respond.ts'],
  ['src/serve/main.ts', 'src/serve/server.ts'],
  ['src/serve/models/live-models.ts', 'src/serve/models/version-loader.ts'],
]

test('files do not import each other in circles, types included', () => {
  const imports = new Map(
    sourceFiles('src').map((file) => [
      file,
      importsOf(file)
        .filter(({ kind }) => kind === 'file')
        .map(({ target }) => target),
    ]),
  )
  assert.deepEqual(circlesOf(imports), known)
})
