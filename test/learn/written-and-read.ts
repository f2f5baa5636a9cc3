import assert from 'node:assert/strict'
import type { Parts } from 'slipway/learn'

/** What is left of a fitted object's parts in JSON and tensors, each tensor of which has to be of the shape that it says. */
export function writtenAndRead(parts: Parts): Parts {
  for (const [tensor, { shape, data }] of Object.entries(parts.tensors)) {
    assert.equal(
      data.length,
      shape.reduce((product, size) => product * size, 1),
      `shape of ${tensor}`,
    )
  }
  return { ...structuredClone(parts), config: JSON.parse(JSON.stringify(parts.config)) }
}
