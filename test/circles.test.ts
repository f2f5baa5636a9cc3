import assert from 'node:assert/strict'
import { test } from 'node:test'
import { circlesOf, importsOf, sourceFiles } from './support/imports.ts'

test('files do not import each other in circles, types included', () => {
  const imports = new Map(
    sourceFiles('src').map((file) => [
      file,
      importsOf(file)
        .filter(({ kind }) => kind === 'file')
        .map(({ target }) => target),
    ]),
  )
  assert.deepEqual(circlesOf(imports), [])
})
