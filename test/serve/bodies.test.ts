import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { alice, smallApp } from './world.ts'

const app = await smallApp()

/** Every kind of route that takes a body, with a body that it takes; small and over 64 KB. */
const routes = [
  { url: '/models/v1/predict', body: (text: string) => ({ inputs: [text] }) },
  { url: '/echo', body: (text: string) => ({ text }) },
  { url: '/strict', body: (text: string) => ({ n: 1, text }) },
  { url: '/own-way', body: (text: string) => ({ text }) },
] as const
const sizes = [
  { size: 'a small body', text: 'good — café' },
  { size: 'a large body', text: 'good — café '.repeat(10_000).slice(0, 49_000 * 2) },
] as const

interface Case {
  readonly name: string
  /** What is sent, made from JSON that the route takes. */
  readonly send: (json: string) => Buffer
  readonly headers?: { readonly [name: string]: string }
  readonly status: number
  readonly detail?: RegExp
  /** Routes for which it does not hold: one with a parser of its own decides how deep it goes. */
  readonly but?: string
  readonly answerHeaders?: { readonly [name: string]: string }
}

const bytes = (json: string) => Buffer.from(json)
const cases: readonly Case[] = [
  { name: 'JSON in UTF-8', send: bytes, status: 200 },
  { name: 'a byte-order mark before it', send: (json) => bytes(`\uFEFF${json}`), status: 200 },
  { name: 'spaces around it', send: (json) => bytes(` \r\n\t${json}\n `), status: 200 },
  {
    name: 'bytes that are not UTF-8',
    send: (json) => Buffer.from(json.replaceAll('—', '-'), 'latin1'),
    status: 400,
    detail: /^The body is not UTF-8; send JSON in UTF-8, as RFC 8259 asks for\.$/,
  },
  {
    name: 'UTF-16',
    send: (json) => Buffer.from(`\uFEFF${json}`, 'utf16le'),
    status: 400,
    detail: /^The body is not UTF-8/,
  },
  {
    name: 'charset=utf-8',
    send: bytes,
    headers: { 'content-type': 'application/json; charset=UTF-8' },
    status: 200,
  },
  {
    name: 'another charset',
    send: bytes,
    headers: { 'content-type': 'application/json; charset=iso-8859-1' },
    status: 415,
    detail: /^The body has charset=iso-8859-1; expected JSON in UTF-8\.$/,
  },
  { name: 'gzip', send: (json) => gzipSync(json), headers: { 'content-encoding': 'gzip' }, status: 200 },
  { name: 'deflate', send: (json) => deflateSync(json), headers: { 'content-encoding': 'Deflate' }, status: 200 },
  { name: 'identity', send: bytes, headers: { 'content-encoding': 'identity' }, status: 200 },
  {
    name: 'brotli',
    send: (json) => brotliCompressSync(json),
    headers: { 'content-encoding': 'br' },
    status: 415,
    detail: /^The body has Content-Encoding: br; expected gzip, deflate, or none\.$/,
    answerHeaders: { 'accept-encoding': 'gzip, deflate' },
  },
  {
    name: 'gzip that breaks off',
    send: (json) => gzipSync(json).subarray(0, -10),
    headers: { 'content-encoding': 'gzip' },
    status: 400,
    detail: /^The body cannot be decompressed as Content-Encoding: gzip says: /,
  },
  {
    name: 'a bomb',
    send: () => gzipSync(Buffer.alloc(17 * 2 ** 20, ' ')),
    headers: { 'content-encoding': 'gzip' },
    status: 413,
    detail: /^The body is over the limit of 16 MB; send it in parts\.$/,
  },
  { name: 'nothing', send: () => Buffer.alloc(0), status: 400, detail: /^The body is empty/ },
  { name: 'a byte-order mark alone', send: () => bytes('\uFEFF'), status: 400, detail: /^The body is empty/ },
  { name: 'JSON that breaks off', send: (json) => bytes(json.slice(0, -1)), status: 400 },
  { name: 'JSON with something behind it', send: (json) => bytes(`${json} x`), status: 400 },
  {
    name: 'nesting of 101 levels',
    send: () => bytes(`${'['.repeat(101)}${']'.repeat(101)}`),
    status: 400,
    but: '/own-way',
  },
]

for (const { name, send, headers, status, detail, but, answerHeaders } of cases) {
  test(`every route answers ${name} with ${status}, in a small body and in a large one`, async () => {
    for (const { url, body } of routes) {
      if (url === but) continue
      for (const { size, text } of sizes) {
        const answer = await app.inject({
          method: 'POST',
          url,
          payload: send(JSON.stringify(body(text))),
          headers: { authorization: alice, 'content-type': 'application/json', ...headers },
        })
        assert.equal(answer.statusCode, status, `${url}, ${size}: ${answer.body.slice(0, 300)}`)
        if (detail !== undefined) assert.match(answer.json().detail, detail, `${url}, ${size}`)
        for (const [key, value] of Object.entries(answerHeaders ?? {})) assert.equal(answer.headers[key], value)
        if (status === 200 && 'text' in body('')) assert.equal(answer.json().text, text, `${url}, ${size}`)
      }
    }
  })
}
