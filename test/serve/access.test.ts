import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, parseCredentials } from '../../src/service/index.ts'
import { alice, basicHeader, bob, smallApp } from './world.ts'

const app = await smallApp()
const ask = async (authorization: string | undefined, url = '/permissions') =>
  app.inject({ url, headers: authorization === undefined ? {} : { authorization } })

test('without a user, with an unknown one and with a wrong password the answer is 401 and says how to log in', async () => {
  for (const header of [undefined, basicHeader('clementine', 'mandarine'), basicHeader('alice', 'builder')]) {
    const answer = await ask(header)
    assert.equal(answer.statusCode, 401)
    assert.equal(answer.headers['www-authenticate'], 'Basic realm="small", charset="UTF-8"')
  }
  assert.equal(
    (await ask(undefined)).json().detail,
    'This needs a user; send one with HTTP Basic, such as `curl --user NAME:PASSWORD`.',
  )
  assert.equal(
    (await ask(basicHeader('alice', 'builder'))).json().detail,
    'The user is unknown or the password is wrong.',
  )
})

test('a header that is not Basic, not base64, not UTF-8 or without a colon is answered with 401', async () => {
  const headers = [
    'Bearer abc',
    'Basic',
    'Basic !!!',
    `Basic ${Buffer.from([0xff, 0x3a, 0x61]).toString('base64')}`,
    'Basic YWxpY2U=',
    basicHeader('', ''),
    'Basic \u00ff',
  ]
  for (const header of headers) assert.equal((await ask(header)).statusCode, 401, header)
})

test('a password may have colons and characters beyond ASCII', async () => {
  assert.equal((await ask(bob)).statusCode, 200)
})

test("a name or password that is not UTF-8 is read as Latin-1, as Python's requests sends it", async () => {
  const header = (text: string) => `Basic ${Buffer.from(text, 'latin1').toString('base64')}`
  const own = await smallApp({ users: await users(['zoë', 'schlüssel']) })
  const status = async (authorization: string) =>
    (await own.inject({ url: '/permissions', headers: { authorization } })).statusCode
  assert.equal(await status(header('zoë:schlüssel')), 200)
  assert.equal(await status(basicHeader('zoë', 'schlüssel')), 200)
  assert.equal(await status(header('zoë:schlüsselchen')), 401)
})

test('accents are the same however they are written: composed, or a letter and its accent', async () => {
  const [composed, apart] = ['zo\u00eb', 'zoe\u0308']
  assert.notEqual(composed, apart)
  for (const stored of [composed, apart]) {
    const own = await smallApp({ users: await users([stored, stored]) })
    for (const sent of [composed, apart]) {
      const headers = { authorization: basicHeader(sent, sent) }
      assert.equal((await own.inject({ url: '/permissions', headers })).statusCode, 200)
    }
  }
})

/** As a file of users holds them. */
async function users(...pairs: readonly [string, string][]) {
  const lines = await Promise.all(
    pairs.map(async ([name, password]) => `${name},"${await hashPassword(password)}",1,1`),
  )
  return parseCredentials(`username,password,v1,v2\n${lines.join('\n')}\n`, ['v1', 'v2'], 'users.csv')
}

test('the scheme is read in any case', async () => {
  assert.equal((await ask(alice.replace('Basic', 'bAsIc'))).statusCode, 200)
})

test('a permission that the user lacks is answered with 403', async () => {
  assert.equal((await ask(bob, '/v1/sentiment?sentence=a')).statusCode, 200)
  const answer = await ask(bob, '/v2/sentiment?sentence=a')
  assert.equal(answer.statusCode, 403)
  assert.equal(answer.json().detail, 'User "bob" may not use "v2".')
})

test('a model that has the name of a permission asks for it, any other for a user', async () => {
  const predict = async (model: string, authorization: string | undefined) => {
    const headers = authorization === undefined ? {} : { authorization }
    return (await app.inject({ method: 'POST', url: `/models/${model}/predict`, headers, payload: { inputs: ['a'] } }))
      .statusCode
  }
  assert.equal(await predict('v2', alice), 200)
  assert.equal(await predict('v2', bob), 403)
  assert.equal(await predict('open', bob), 200)
  assert.equal(await predict('open', undefined), 401)
  assert.equal(await predict('nothing', bob), 404)
})

test('probes, metrics and the list of models need no user', async () => {
  for (const url of ['/livez', '/readyz', '/health', '/metrics', '/models', '/models/v2']) {
    assert.equal((await ask(undefined, url)).statusCode, 200, url)
  }
})
