import assert from 'node:assert/strict'
import { readFileSync, statSync, utimesSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { HttpAccess, openStore, resolveVersion, VersionStore } from 'slipway/store'
import { smallDraft } from '../support/drafts.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const options = { timeoutMs: 500, retries: 2, backOffMs: 1 }

/** A server on a free port, what it was asked, and a store behind it; `trouble` answers in its place where it is set. */
async function served(t: TestContext, answer: Answer) {
  const asked: IncomingMessage[] = []
  const world: { trouble: Answer | undefined } = { trouble: undefined }
  const server = createServer((request, response) => {
    asked.push(request)
    ;(world.trouble ?? answer)(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => server.close().closeAllConnections()
  t.after(close)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const store = new VersionStore(new HttpAccess(`${url}/models`, options), 'park-sentiment')
  return { url, store, asked, world, close }
}

/** Gives out a folder below `/models/`, as any static server does. */
function files(folder: string, validators: 'etag' | 'last-modified'): Answer {
  return (request, response) => {
    const path = join(
      folder,
      decodeURIComponent(request.url!)
        .replace(/^\/models\//, '')
        .replace(/\?.*/, ''),
    )
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat?.isFile()) return response.writeHead(404).end('no such file')
    const bytes = readFileSync(path)
    const modified = stat.mtime.toUTCString()
    const etag = `"${bytes.length}-${bytes.toString('latin1', 0, 40).length}-${stat.mtimeMs}"`
    const isSame =
      validators === 'etag'
        ? request.headers['if-none-match'] === etag
        : request.headers['if-modified-since'] === modified
    const headers = validators === 'etag' ? { etag } : { 'last-modified': modified }
    return isSame ? response.writeHead(304, headers).end() : response.writeHead(200, headers).end(bytes)
  }
}

async function withVersion(t: TestContext, validators: 'etag' | 'last-modified' = 'etag') {
  const folder = temporaryFolder(t)
  const inside = openStore(folder, 'park-sentiment')
  const version = await inside.write('v1', smallDraft())
  await inside.tag('v1', version, 'v1.0')
  return { folder, inside, version, ...(await served(t, files(folder, validators))) }
}

test('a store behind any static server is read like a folder', async (t) => {
  const { store, version, url } = await withVersion(t)
  assert.equal(store.url, `${url}/models`)
  assert.equal(await store.current('v1'), version)
  assert.deepEqual((await store.read('v1', version)).parts.classifier, smallDraft().parts.classifier)
  assert.equal(Buffer.from((await store.readDocument('v1', version, 'README.md'))!).toString(), '# A card\n')
  assert.equal(await resolveVersion(store, 'v1', 'v1.0'), version)
  assert.equal(await resolveVersion(store, 'v1', version), version)
  assert.equal(await store.has('v1', '20200101T000000Z-00000000'), false)
  assert.deepEqual(await store.versions('v1'), [version])
  assert.equal(await store.current('v2'), undefined)
})

test('it cannot be written, and says so', async (t) => {
  const { store, url, version } = await withVersion(t)
  const writes = [
    () => store.write('v1', smallDraft()),
    () => store.use('v1', version),
    () => store.tag('v1', version, 'x'),
  ]
  for (const write of writes) {
    await assert.rejects(write, {
      code: 'WRITE_FAILED',
      message: `${url}/models can be read only; write to the folder or the bucket that it serves.`,
    })
  }
})

for (const validators of ['etag', 'last-modified'] as const) {
  test(`an unchanged \`current\` costs a 304 by ${validators}, a changed one is seen at once`, async (t) => {
    const { store, inside, version, folder, world } = await withVersion(t, validators)
    const answer = files(folder, validators)
    const statuses: number[] = []
    world.trouble = (request, response) => {
      response.on('finish', () => statuses.push(response.statusCode))
      answer(request, response)
    }
    const past = Date.now() / 1000 - 60
    utimesSync(join(folder, 'park-sentiment/v1/current'), past, past)
    for (let i = 0; i < 3; i++) assert.equal(await store.current('v1'), version)
    assert.deepEqual(statuses, [200, 304, 304])
    const next = await inside.write('v1', smallDraft({ created: '2026-11-23T08:00:00Z' }))
    assert.equal(await store.current('v1'), next)
    const last = await inside.write('v1', smallDraft({ created: '2026-11-24T08:00:00Z' }))
    assert.equal(await store.current('v1'), last)
  })
}

test('redirects are followed', async (t) => {
  const { store, version, folder, world } = await withVersion(t)
  const answer = files(folder, 'etag')
  world.trouble = (request, response) => {
    if (request.url?.startsWith('/models/elsewhere/')) {
      request.url = request.url.replace('/elsewhere', '')
      return answer(request, response)
    }
    const location = request.url?.replace('/models/', '/models/elsewhere/')
    return response.writeHead(307, { location }).end()
  }
  await store.read('v1', (await store.current('v1'))!)
  assert.equal(await store.current('v1'), version)
})

test('a redirect to another host is followed only where that host is allowed, and takes no password along', async (t) => {
  const { version, folder, url } = await withVersion(t)
  const answer = files(folder, 'etag')
  const asked: (string | undefined)[] = []
  const other = await served(t, (request, response) => {
    asked.push(request.headers.authorization)
    return answer(request, response)
  })
  const front = await served(t, (request, response) =>
    response.writeHead(302, { location: `${other.url}${request.url}` }).end(),
  )
  const address = `${front.url.replace('//', '//user:secret@')}/models`
  const strict = new VersionStore(new HttpAccess(address, options), 'park-sentiment')
  const host = new URL(other.url).host
  await assert.rejects(strict.current('v1'), {
    code: 'STORE_UNREACHABLE',
    message: `${front.url}/models/park-sentiment/v1/current cannot be read: it leads on to ${host}; if that is right, set MODEL_STORE_REDIRECTS=${host}.`,
  })
  assert.deepEqual(asked, [])
  const open = new VersionStore(new HttpAccess(address, { ...options, redirectHosts: [host] }), 'park-sentiment')
  assert.equal(await open.current('v1'), version)
  assert.deepEqual(asked, [undefined])
  assert.notEqual(url, other.url)
})

test('a store that leads on for ever, or trickles for ever, is given up', async (t) => {
  const round = await served(t, (request, response) => response.writeHead(302, { location: `${request.url}x` }).end())
  await assert.rejects(round.store.current('v1'), { message: /cannot be read: it leads on more than 5 times\.$/ })
  assert.equal(round.asked.length, 6)
  const slow = await served(t, (_, response) => {
    const drip = setInterval(() => response.write('x'), 50)
    response.on('close', () => clearInterval(drip))
  })
  const access = new HttpAccess(`${slow.url}/models`, { ...options, retries: 0, longestMs: 300 })
  const started = performance.now()
  await assert.rejects(new VersionStore(access, 'park-sentiment').current('v1'), { code: 'STORE_UNREACHABLE' })
  assert.ok(performance.now() - started < 3000)
})

for (const [what, trouble] of [
  ['answers 503', (_, response) => response.writeHead(503).end()],
  ['answers 429', (_, response) => response.writeHead(429).end()],
  ['hangs up', (request) => request.socket.destroy()],
  [
    'breaks off in the middle',
    (_, response) => response.writeHead(200, { 'content-length': 25 }).write('2026', () => response.destroy()),
  ],
  ['says nothing', () => {}],
  ['stops in the middle', (_, response) => response.writeHead(200, { 'content-length': 25 }).write('2026')],
] as readonly [string, Answer][]) {
  test(`a server that ${what} is asked again`, async (t) => {
    const { store, version, world, asked } = await withVersion(t)
    world.trouble = (request, response) => {
      if (asked.length === 2) world.trouble = undefined
      trouble(request, response)
    }
    assert.equal(await store.current('v1'), version)
    assert.equal(asked.length, 3)
  })
}

test('a server that stays unwell, or is not there, is unreachable, with its address and what it said', async (t) => {
  const { store, world, url, asked, close } = await withVersion(t)
  const path = `${url}/models/park-sentiment/v1/current`
  world.trouble = (_, response) => response.writeHead(500).end()
  await assert.rejects(store.current('v1'), {
    code: 'STORE_UNREACHABLE',
    message: `${path} cannot be read: it answered 500.`,
  })
  assert.equal(asked.length, 3)
  world.trouble = () => {}
  await assert.rejects(store.current('v1'), { message: `${path} cannot be read: no answer within 0.5 s.` })
  close()
  await assert.rejects(store.current('v1'), { message: `${path} cannot be read: ECONNREFUSED.` })
})

test('a user in the address is sent along and never shown', async (t) => {
  const { url, world, folder, version } = await withVersion(t)
  const answer = files(folder, 'etag')
  const expected = `Basic ${Buffer.from('zoë:p@ss').toString('base64')}`
  world.trouble = (request, response) =>
    request.headers.authorization === expected ? answer(request, response) : response.writeHead(401).end()
  const withUser = url.replace('//', '//zo%C3%AB:p%40ss@')
  const store = openStore(`${withUser}/models`, 'park-sentiment')
  assert.equal(store.url, `${url}/models`)
  assert.equal(await store.current('v1'), version)
  await assert.rejects(openStore(`${url}/models?key=secret`, 'park-sentiment').current('v1'), {
    message: `${url}/models/park-sentiment/v1/current cannot be read: it answered 401. Does the address need user:password@ in it?`,
  })
})

test('a server that sends more than was written is refused before it is read to its end', async (t) => {
  const { store, version, world, folder } = await withVersion(t)
  const answer = files(folder, 'etag')
  let sent = 0
  world.trouble = (request, response) => {
    if (!request.url?.endsWith('weights.safetensors')) return answer(request, response)
    const pour = () => {
      for (let isWilling = true; isWilling && sent < 1 << 28; sent += 1 << 16)
        isWilling = response.write(Buffer.alloc(1 << 16))
    }
    response.on('drain', pour)
    pour()
  }
  await assert.rejects(store.read('v1', version), {
    code: 'ARTIFACT_CORRUPT',
    message: /weights\.safetensors has more than \d+ bytes, model\.json says \d+; the file changed after training\.$/,
  })
  assert.ok(sent < 1 << 26, `${sent} bytes were sent`)
})

test('a page in the place of a pointer, as some servers answer for what they do not have, is refused', async (t) => {
  const { store, world } = await withVersion(t)
  world.trouble = (_, response) => response.end('<!doctype html><p>Not found')
  await assert.rejects(store.current('v1'), {
    code: 'ARTIFACT_CORRUPT',
    message:
      'park-sentiment/v1/current: expected the name of a version on one line, got 27 other bytes; mend it with: slipway models park-sentiment use VERSION',
  })
})
