import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { openStore, resolveVersion, S3Access, type S3Settings, s3Settings, VersionStore } from 'slipway/store'
import { smallDraft } from '../support/drafts.ts'
import { s3Environment, startS3 } from '../support/moto.ts'

const options = { timeoutMs: 2000, retries: 2, backOffMs: 1 }

test('a store in a bucket keeps versions, tags and the one in use, like a folder', async (t) => {
  const server = await startS3(t)
  if (server === undefined) return
  const access = new S3Access('s3://models/team a/', s3Settings(s3Environment(server)), {
    ...options,
    timeoutMs: 20_000,
  })
  const store = new VersionStore(access, 'park-sentiment')
  assert.equal(store.url, 's3://models/team a')
  assert.deepEqual([await store.versions('v1'), await store.current('v1')], [[], undefined])

  const first = await store.write('v1', smallDraft())
  const second = await store.write('v1', smallDraft({ created: '2026-11-23T10:15:00Z' }), { use: false })
  assert.deepEqual(await store.versions('v1'), [first, second])
  assert.equal(await store.current('v1'), first)
  assert.deepEqual((await store.read('v1', first)).parts.classifier, smallDraft().parts.classifier)
  assert.equal(Buffer.from((await store.readDocument('v1', first, 'README.md'))!).toString(), '# A card\n')

  await store.use('v1', second)
  assert.equal(await store.current('v1'), second)
  await store.tag('v1', first, 'v1.0')
  assert.deepEqual([...(await store.tags('v1'))], [['v1.0', first]])
  assert.equal(await resolveVersion(store, 'v1', 'v1.0'), first)
  assert.equal(await store.has('v1', '20200101T000000Z-00000000'), false)
  // Writing what is there already writes nothing but the pointer.
  assert.equal(await store.write('v1', smallDraft()), first)
  assert.equal(await store.current('v1'), first)

  await t.test('what was changed behind its back is refused', async () => {
    await access.put(`park-sentiment/v1/${first}/README.md`, Buffer.from('# another card\n'))
    await assert.rejects(store.read('v1', first), { code: 'ARTIFACT_CORRUPT' })
  })

  await t.test('a bucket that is not there is said to be missing', async () => {
    const nowhere = new S3Access('s3://nowhere', s3Settings(s3Environment(server)), options)
    const told = {
      code: 'STORE_NOT_FOUND',
      message: 's3://nowhere: there is no bucket nowhere; make it, or name another store.',
    }
    await assert.rejects(nowhere.get('x', 10), told)
    await assert.rejects(nowhere.list('x'), told)
    await assert.rejects(nowhere.put('x', Buffer.from('x')), told)
  })
})

test('a version is written with its description last and current after it, so that nobody sees half of one', async (t) => {
  const { asked, settings } = await answering(t, ({ method }, response) => {
    response.writeHead(method === 'PUT' ? 200 : 404).end('<Error><Code>NoSuchKey</Code></Error>')
  })
  const lists = new S3Access('s3://models', settings, options)
  lists.list = async () => []
  const version = await new VersionStore(lists, 'park-sentiment').write('v1', smallDraft())
  const written = asked
    .filter(({ method }) => method === 'PUT')
    .map(({ url }) => url!.replace('/models/park-sentiment/v1/', ''))
  assert.deepEqual(written, [
    `${version}/weights.safetensors`,
    `${version}/README.md`,
    `${version}/roc.svg`,
    `${version}/model.json`,
    'history',
    'current',
  ])
})

test('a list of several pages is read to its end, and hidden files are left out', async (t) => {
  const page = (keys: readonly string[], next?: string) =>
    `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== undefined}</IsTruncated>` +
    `${next === undefined ? '' : `<NextContinuationToken>${next}</NextContinuationToken>`}` +
    `${keys.map((key) => `<Contents><Key>p/m/${key}</Key><Size>1</Size></Contents>`).join('')}</ListBucketResult>`
  const { asked, settings } = await answering(t, ({ url }, response) => {
    const token = new URL(`http://s3${url}`).searchParams.get('continuation-token')
    response.end(
      token === 'a+b/c=' ? page(['007', 'x &amp; y']) : page(['current', '.tmp-1/file', 'tags/v1.0', ''], 'a+b/c='),
    )
  })
  const access = new S3Access('s3://models/p', settings, options)
  assert.deepEqual(await access.list('m'), ['current', 'tags/v1.0', '007', 'x & y'])
  assert.equal(asked.length, 2)
})

test('requests are signed for the endpoint, bucket and region that the environment names', async (t) => {
  const { asked, endpoint } = await answering(t, (_, response) => response.end('20261122T101500Z-1a2b3c4d\n'))
  const env = { ...s3Environment({ endpoint: `${endpoint}/s3` }), AWS_SESSION_TOKEN: 'token', AWS_REGION: 'eu-west-3' }
  const store = new VersionStore(new S3Access('s3://models/team', s3Settings(env), options), 'park-sentiment')
  assert.equal(await store.current('v1'), '20261122T101500Z-1a2b3c4d')
  const [{ url, headers }] = asked as [IncomingMessage]
  assert.equal(url, '/s3/models/team/park-sentiment/v1/current')
  assert.match(String(headers.authorization), /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-west-3\/s3\/aws4_request/)
  assert.equal(headers['x-amz-security-token'], 'token')
})

test('a server that is unwell is asked again, and then said to be unreachable', async (t) => {
  let left = 2
  const { settings } = await answering(t, (_, response) => {
    if (left-- > 0) response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>')
    else response.end('here')
  })
  const access = new S3Access('s3://models', settings, options)
  assert.equal(Buffer.from((await access.get('x', 10))!).toString(), 'here')
  left = 10
  await assert.rejects(access.get('x', 10), {
    code: 'STORE_UNREACHABLE',
    message: /cannot be read: it answered 503\.$/,
  })
  left = 10
  await assert.rejects(access.put('x', Buffer.from('x')), {
    code: 'WRITE_FAILED',
    message: /cannot be written: it answered 503\. What was there before is unchanged\.$/,
  })
})

test('a refusal is told in the words of the server, with what to do', async (t) => {
  const { world, settings, endpoint } = await answering(t, (_, response) =>
    response.writeHead(403).end('<Error><Code>AccessDenied</Code><Message>Access Denied.</Message></Error>'),
  )
  const told = async (one: S3Settings) =>
    (await new S3Access('s3://models', one, options).get('x', 10).catch((error: Error) => error)) as Error
  assert.equal(
    (await told(settings)).message,
    's3://models/x cannot be read: it answered 403 AccessDenied (Access Denied).',
  )
  assert.equal(
    (await told(s3Settings({ AWS_ENDPOINT_URL: endpoint }))).message,
    's3://models/x cannot be read: it answered 403 AccessDenied (Access Denied). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
  )
  world.answer = (_, response) => response.writeHead(301, { 'x-amz-bucket-region': 'eu-west-1' }).end()
  assert.equal(
    (await told(settings)).message,
    's3://models/x cannot be read: the bucket is in another region; set AWS_REGION=eu-west-1.',
  )
  world.answer = (_, response) => response.end('<html>Please sign in')
  await assert.rejects(new S3Access('s3://models', settings, options).list('x'), {
    code: 'STORE_UNREACHABLE',
    message: "s3://models/x cannot be listed: the answer is no list of S3's.",
  })
})

test('an address without a bucket, half a key and an odd endpoint are refused at once', () => {
  const refused = (make: () => unknown, message: string) => assert.throws(make, { code: 'INVALID_OPTION', message })
  refused(
    () => openStore('s3://', 'park-sentiment'),
    '"s3://" is no address of a store in S3; expected s3://bucket or s3://bucket/prefix.',
  )
  refused(
    () => s3Settings({ AWS_ACCESS_KEY_ID: 'key' }),
    'AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not; S3 needs both, or neither.',
  )
  refused(
    () => s3Settings({ AWS_ENDPOINT_URL: 'minio:9000' }),
    'AWS_ENDPOINT_URL: expected an address such as https://s3.example.com, got "minio:9000".',
  )
})

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A server in the place of S3, and what it was asked. */
async function answering(t: TestContext, answer: Answer) {
  const world = { answer }
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    request.resume().on('end', () => world.answer(request, response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close().closeAllConnections())
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, world, endpoint, settings: s3Settings(s3Environment({ endpoint })) }
}
