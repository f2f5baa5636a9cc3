import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { findDefaultService, findService, wordFor } from '../../src/cli/find-service.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

function projectWith(t: TestContext, ...names: string[]): string {
  const home = temporaryFolder(t)
  for (const name of names) {
    mkdirSync(join(home, 'services', name), { recursive: true })
    writeFileSync(join(home, 'services', name, 'service.ts'), '')
  }
  return home
}

test('a service is found by name from the project and from any folder in it, and by its path', (t) => {
  const home = projectWith(t, 'parks', 'stars')
  const parks = join(home, 'services/parks')
  assert.equal(findService('parks', home), parks)
  assert.equal(findService('parks', join(home, 'services/stars')), parks)
  assert.equal(findService('services/parks', home), parks)
  assert.equal(findService('.', parks), parks)
  assert.equal(wordFor(parks, home), 'parks')
  assert.equal(wordFor(parks, parks), 'parks')
})

test('without a name the folder itself is meant, else the one that package.json names, else the only one', (t) => {
  const one = projectWith(t, 'stars')
  assert.equal(findDefaultService(one), join(one, 'services/stars'))
  const several = projectWith(t, 'parks', 'stars')
  assert.throws(() => findDefaultService(several), {
    code: 'USAGE',
    message: 'name one of the services: parks, stars.',
  })
  writeFileSync(join(several, 'package.json'), '{"slipway":{"service":"parks"}}')
  assert.equal(findDefaultService(several), join(several, 'services/parks'))
  assert.equal(findDefaultService(join(several, 'services/stars')), join(several, 'services/stars'))
  writeFileSync(join(several, 'package.json'), '{"slipway":{"service":"park"}}')
  assert.throws(() => findDefaultService(several), {
    code: 'USAGE',
    message: 'package.json: "slipway.service" is "park", which is no service under services/. Did you mean "parks"?',
  })
})

test('a folder without a service.ts is told apart from a name that is nowhere', (t) => {
  const home = projectWith(t, 'parks')
  mkdirSync(join(home, 'empty'))
  assert.throws(() => findService('empty', home), {
    code: 'USAGE',
    message: 'empty: there is no service.ts in this folder. Under services/: parks.',
  })
  assert.throws(() => findService('praks', home), {
    message:
      'praks: no such service: neither a folder with a service.ts nor a name under services/. Did you mean "parks"? Under services/: parks.',
  })
})
