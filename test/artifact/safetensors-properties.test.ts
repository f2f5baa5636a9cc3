import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSafetensors, toSafetensors } from '../../src/artifact/index.ts'
import type { Tensor } from '../../src/learn/contract.ts'
import { fc } from '../support/properties.ts'

const data = fc.oneof(
  fc.float64Array({ maxLength: 20 }),
  fc.float32Array({ maxLength: 20 }),
  fc.int32Array({ maxLength: 20 }),
  fc.uint32Array({ maxLength: 20 }),
  fc.int16Array({ maxLength: 20 }),
  fc.uint8Array({ maxLength: 20 }),
  fc.bigInt64Array({ maxLength: 20 }),
)
const tensor: fc.Arbitrary<Tensor> = data.map((data) => ({ shape: [data.length], data }) as Tensor)
const name = fc
  .string({ minLength: 1, maxLength: 10 })
  .filter((name) => name !== '__metadata__' && name !== '__proto__')
const tensors = fc.dictionary(name, tensor, { maxKeys: 6, noNullPrototype: true })

test('tensors that are written are read back: names, shapes, types and every bit', () => {
  fc.assert(
    fc.property(tensors, (given) => {
      const read = parseSafetensors(toSafetensors(Object.entries(given)))
      assert.deepEqual([...read.keys()].sort(), Object.keys(given).sort())
      for (const [name, { shape, data }] of Object.entries(given)) {
        assert.deepEqual(read.get(name)?.shape, shape)
        assert.deepEqual(read.get(name)?.data, data)
      }
    }),
  )
})

test('the same tensors give the same bytes in any order', () => {
  fc.assert(
    fc.property(tensors, (given) => {
      const entries = Object.entries(given)
      assert.deepEqual(toSafetensors(entries), toSafetensors(entries.toReversed()))
    }),
  )
})

test('bytes that are changed or cut are read or refused with a sentence, and never end otherwise', () => {
  const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat())
  fc.assert(
    fc.property(tensors, change, (given, [place, byte, length]) => {
      const bytes = toSafetensors(Object.entries(given))
      bytes[place % bytes.length] = byte
      const cut = bytes.slice(0, length % 3 === 0 ? length % (bytes.length + 1) : bytes.length)
      try {
        parseSafetensors(cut)
      } catch (error) {
        assert.equal((error as Error).constructor, Error)
        assert.ok((error as Error).message.length > 10)
      }
    }),
    { numRuns: 500 },
  )
})
