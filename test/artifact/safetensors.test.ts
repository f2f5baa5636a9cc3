import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parseSafetensors, toSafetensors } from '../../src/artifact/index.ts'
import type { Tensor } from '../../src/learn/contract.ts'
import { pythonWith } from '../support/python.ts'
import { temporaryFolder } from '../support/tiny-service.ts'

const everyType: { [name: string]: Tensor } = {
  'u8/odd length': { shape: [3], data: new Uint8Array([0, 128, 255]) },
  'i8/x': { shape: [3], data: new Int8Array([-128, 0, 127]) },
  'u16/x': { shape: [2], data: new Uint16Array([0, 65535]) },
  'i16/x': { shape: [1], data: new Int16Array([-32768]) },
  'u32/x': { shape: [2], data: new Uint32Array([0, 2 ** 32 - 1]) },
  'i32/x': { shape: [1, 3], data: new Int32Array([-(2 ** 31), 0, 2 ** 31 - 1]) },
  'f32/x': { shape: [2, 1], data: new Float32Array([0.5, -0]) },
  'f64/é "quoted"': { shape: [2, 2], data: new Float64Array([0.1, -0, 5e-324, 1.7976931348623157e308]) },
  'i64/x': { shape: [1], data: new BigInt64Array([-(2n ** 63n)]) },
  'u64/scalar': { shape: [], data: new BigUint64Array([2n ** 64n - 1n]) },
  'f64/none': { shape: [0, 5], data: new Float64Array(0) },
  '12/an index': { shape: [1], data: new Uint8Array([7]) },
}

/** Bytes with this header, `{"a":…}`, and so many bytes of numbers. */
function withHeader(header: string | object, dataBytes: number): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return Buffer.concat([length, json, Buffer.alloc(dataBytes)])
}

test('tensors of every type and shape come back as they were, each in place and aligned', () => {
  const bytes = toSafetensors(Object.entries(everyType))
  const tensors = parseSafetensors(bytes)
  assert.deepEqual(Object.fromEntries(tensors), everyType)
  for (const [name, { data }] of tensors) {
    if (data.length > 0) assert.equal(data.buffer, bytes.buffer, `${name} was copied`)
  }
})

test('the order in which tensors are given does not change the bytes', () => {
  const entries = Object.entries(everyType)
  assert.deepEqual(toSafetensors(entries), toSafetensors(entries.toReversed()))
})

test('bytes that lie at an odd place in memory are read all the same', () => {
  const bytes = toSafetensors(Object.entries(everyType))
  const moved = new Uint8Array(bytes.length + 3)
  moved.set(bytes, 3)
  assert.deepEqual(Object.fromEntries(parseSafetensors(moved.subarray(3))), everyType)
})

test('no tensors at all are a file as well', () => {
  assert.equal(parseSafetensors(toSafetensors([])).size, 0)
})

const one = (changes: object) => ({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...changes } })
const known = 'known are F64, I64, U64, F32, I32, U32, I16, U16, I8, U8'

for (const [what, bytes, message] of [
  ['nothing in it', new Uint8Array(0), 'has 0 bytes, too few for a header'],
  ['seven bytes', new Uint8Array(7), 'has 7 bytes, too few for a header'],
  [
    'a header longer than the file',
    withHeader(one({}), 8).subarray(0, 20),
    'ends in its header: 54 bytes of it announced',
  ],
  [
    'a header of 2^63 bytes',
    Buffer.from('ffffffffffffff7f7b7d', 'hex'),
    'has a header of 9223372036854776000 bytes, over the limit',
  ],
  ['no object as its header', withHeader('[]', 0), 'has a header that is no JSON object'],
  ['blanks before its header', withHeader(' {}', 0), 'has a header that is no JSON object'],
  ['half a header', withHeader('{"a":', 0), 'has a header that is no JSON object'],
  [
    'a tensor twice',
    withHeader(
      '{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"\\u0061":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}',
      0,
    ),
    'has "a" twice in its header',
  ],
  [
    'a shape twice',
    withHeader('{"a":{"dtype":"U8","shape":[0],"shape":[0],"data_offsets":[0,0]}}', 0),
    'has "shape" twice in its header',
  ],
  ['null as a tensor', withHeader('{"a":null}', 0), `has the tensor "a" of dtype undefined; ${known}`],
  ['a type that is not read', withHeader(one({ dtype: 'BF16' }), 8), `has the tensor "a" of dtype "BF16"; ${known}`],
  [
    'a type called constructor',
    withHeader(one({ dtype: 'constructor' }), 8),
    `has the tensor "a" of dtype "constructor"; ${known}`,
  ],
  ['no shape', withHeader(one({ shape: '2' }), 8), 'has the tensor "a" without a shape'],
  ['a negative length', withHeader(one({ shape: [-2] }), 8), 'has the tensor "a" without a shape'],
  ['half a number', withHeader(one({ shape: [1.5] }), 8), 'has the tensor "a" without a shape'],
  ['no offsets', withHeader(one({ data_offsets: [0] }), 8), 'has the tensor "a" without data_offsets'],
  [
    'a shape that differs from its bytes',
    withHeader(one({ shape: [3] }), 8),
    'has the tensor "a" of shape [3] and F32 in 8 bytes, not 12',
  ],
  [
    'an overflowing shape',
    withHeader(one({ shape: [2 ** 52, 2 ** 52] }), 8),
    'has the tensor "a" of shape [4503599627370496,4503599627370496] and F32 in 8 bytes, not 8.112963841460668e+31',
  ],
  [
    'offsets backwards',
    withHeader(one({ data_offsets: [8, 0] }), 8),
    'has the tensor "a" of shape [2] and F32 in -8 bytes, not 8',
  ],
  [
    'a gap before its numbers',
    withHeader(one({ data_offsets: [4, 12] }), 12),
    'has a gap or an overlap before tensor "a"',
  ],
  [
    'an overlap',
    withHeader({ ...one({}), b: { dtype: 'U8', shape: [4], data_offsets: [4, 8] } }, 8),
    'has a gap or an overlap before tensor "b"',
  ],
  ['bytes that belong to no tensor', withHeader(one({}), 9), 'has 9 bytes of numbers, its header says 8'],
  ['too few bytes', withHeader(one({}), 7), 'has 7 bytes of numbers, its header says 8'],
] as const) {
  test(`a file with ${what} is refused`, () => {
    assert.throws(() => parseSafetensors(bytes), { message })
  })
}

test('metadata that other writers put in the header is passed over', () => {
  const tensors = parseSafetensors(withHeader({ __metadata__: { format: 'pt' }, ...one({}) }, 8))
  assert.deepEqual([...tensors.keys()], ['a'])
})

const python = pythonWith('safetensors', 'numpy')

test("Python's safetensors opens what is written here, and what it writes is read here", (t) => {
  if (!python) return t.skip('needs Python with safetensors and numpy')
  const folder = temporaryFolder(t)
  writeFileSync(join(folder, 'ours.safetensors'), toSafetensors(Object.entries(everyType)))
  const script = `
import sys, json
from safetensors.numpy import load_file, save_file
tensors = load_file("ours.safetensors")
save_file(tensors, "theirs.safetensors", metadata={"format": "np"})
print(json.dumps({name: [str(t.dtype), list(t.shape), [str(x) for x in t.flatten().tolist()]] for name, t in tensors.items()}))
`
  const { status, stdout, stderr } = spawnSync(python, ['-c', script], { cwd: folder, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
  const told = JSON.parse(stdout)
  assert.deepEqual(told['i64/x'], ['int64', [1], ['-9223372036854775808']])
  assert.deepEqual(told['u64/scalar'], ['uint64', [], ['18446744073709551615']])
  assert.deepEqual(told['f64/é "quoted"'], ['float64', [2, 2], ['0.1', '-0.0', '5e-324', '1.7976931348623157e+308']])
  assert.deepEqual(Object.keys(told).sort(), Object.keys(everyType).sort())
  const theirs = parseSafetensors(readFileSync(join(folder, 'theirs.safetensors')))
  assert.deepEqual(Object.fromEntries(theirs), everyType)
})
