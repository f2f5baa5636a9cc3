import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog, LocalRateLimit, readSettings } from 'slipway/serve'
import { callerAddress, limitKey, type TrustedProxies } from '../../src/serve/limits/caller-address.ts'
import { smallApp } from './world.ts'

function caller(trusted: TrustedProxies | undefined, remoteAddress: string, forwarded?: string): string {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return callerAddress(trusted)({ headers, socket: { remoteAddress } as never })
}

test('without TRUST_PROXY nobody is believed, and the address is that of the connection', () => {
  assert.equal(caller(undefined, '10.0.0.1', '1.2.3.4'), '10.0.0.1')
  assert.equal(caller({ hops: 0 }, '10.0.0.1', '1.2.3.4'), '10.0.0.1')
  assert.equal(caller(undefined, '::ffff:10.0.0.1'), '10.0.0.1')
})

test('entries are counted from the right, so that what a caller writes before them changes nothing', () => {
  assert.equal(caller({ hops: 1 }, '10.0.0.1', '1.2.3.4'), '1.2.3.4')
  assert.equal(caller({ hops: 1 }, '10.0.0.1', '6.6.6.6, 1.2.3.4'), '1.2.3.4')
  assert.equal(caller({ hops: 2 }, '35.191.0.1', '6.6.6.6,1.2.3.4,34.1.1.1'), '1.2.3.4')
  assert.equal(caller({ hops: 3 }, '10.0.0.1', '1.2.3.4'), '1.2.3.4', 'fewer entries than proxies')
  assert.equal(caller({ hops: 1 }, '10.0.0.1'), '10.0.0.1')
})

test('by networks, it goes on from proxy to proxy and ends at the first address that is none', () => {
  const trusted = { networks: ['10.0.0.0/8', 'fd00::/8', '192.0.2.7'] }
  assert.equal(caller(trusted, '10.0.0.1', '6.6.6.6, 1.2.3.4, 10.9.9.9'), '1.2.3.4')
  assert.equal(caller(trusted, '192.0.2.7', '2001:db8::1, fd00::5'), '2001:db8::1')
  assert.equal(caller(trusted, '::ffff:10.0.0.1', '1.2.3.4'), '1.2.3.4')
  assert.equal(caller(trusted, '8.8.8.8', '1.2.3.4'), '8.8.8.8', 'who is not trusted is not believed')
  assert.equal(caller(trusted, '10.0.0.1', '10.0.0.2'), '10.0.0.2', 'a caller inside the network')
})

test('ports and brackets are taken off, nonsense ends the chain, and a long header is not followed for ever', () => {
  assert.equal(caller({ hops: 1 }, '10.0.0.1', '1.2.3.4:5678'), '1.2.3.4')
  assert.equal(caller({ hops: 1 }, '10.0.0.1', '[2001:db8::1]:443'), '2001:db8::1')
  for (const nonsense of ['unknown', '"><script>', '', ',', ' , ', '1.2.3', '\n'])
    assert.equal(caller({ hops: 1 }, '10.0.0.1', nonsense), '10.0.0.1', JSON.stringify(nonsense))
  assert.equal(caller({ hops: 2 }, '10.0.0.1', '1.2.3.4, unknown, 10.0.0.2'), '10.0.0.2')
  const trusted = { networks: ['10.0.0.0/8'] }
  assert.equal(caller(trusted, '10.0.0.1', `1.2.3.4,${'10.0.0.2,'.repeat(50_000)}10.0.0.3`), '10.0.0.2')
})

test('an IPv6 address counts with its network of 64 bits: whoever has one address has them all', () => {
  assert.equal(limitKey('1.2.3.4'), '1.2.3.4')
  const network = '2001:db8:0:1::/64'
  for (const address of ['2001:db8:0:1::1', '2001:0db8:0000:0001:ffff:1:2:3', '2001:DB8:0:1:0:0:0:9'])
    assert.equal(limitKey(address), network)
  assert.equal(limitKey('::1'), '0:0:0:0::/64')
  assert.equal(limitKey('fe80::1%eth0'), 'fe80:0:0:0::/64')
  assert.equal(limitKey('64:ff9b::192.0.2.33'), '64:ff9b:0:0::/64')
})

test('behind a proxy each anonymous caller has a limit of their own, and the log has their address', async () => {
  let text = ''
  const log = createLog('info', (lines) => {
    text += lines
  })
  const app = await smallApp({ limit: new LocalRateLimit(1), trustProxy: { hops: 1 }, log })
  const status = async (forwarded: string) =>
    (await app.inject({ url: '/status', headers: { 'x-forwarded-for': forwarded }, remoteAddress: '10.0.0.1' }))
      .statusCode
  assert.deepEqual(
    [await status('1.2.3.4'), await status('6.6.6.6, 1.2.3.4'), await status('1.2.3.5'), await status('2001:db8::1')],
    [200, 429, 200, 200],
  )
  assert.equal(await status('2001:db8::2'), 429)
  await app.inject({ url: '/nothing', headers: { 'x-forwarded-for': '1.2.3.9' } })
  log.flush()
  const addresses = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).address)
  assert.deepEqual(addresses, ['1.2.3.4', '1.2.3.4', '1.2.3.5', '2001:db8::1', '2001:db8::2', '1.2.3.9'])
})

test('TRUST_PROXY is a number of proxies or their networks, anything else is refused', () => {
  assert.deepEqual(readSettings({ TRUST_PROXY: ' 2 ' }), { trustProxy: { hops: 2 } })
  assert.deepEqual(readSettings({ TRUST_PROXY: '10.0.0.0/8, fd00::/8,192.0.2.1' }), {
    trustProxy: { networks: ['10.0.0.0/8', 'fd00::/8', '192.0.2.1'] },
  })
  assert.deepEqual(readSettings({ TRUST_PROXY: '' }), {})
  for (const text of ['true', '-1', '99', '10.0.0.0/33', '10.0.0.0/8/8', 'proxy.internal'])
    assert.throws(() => readSettings({ TRUST_PROXY: text }), { code: 'INVALID_OPTION' }, text)
  assert.throws(() => readSettings({ TRUST_PROXY: '10.0.0.0/8, 10.1' }), {
    message:
      'TRUST_PROXY: expected the number of proxies before the server, 0 to 32, or their networks, such as ' +
      '"10.0.0.0/8,fd00::/8", got "10.0.0.0/8, 10.1" ("10.1" is no network).',
  })
})
