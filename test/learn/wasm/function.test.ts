import assert from 'node:assert/strict'
import { test } from 'node:test'
// Kernels are inner parts of models; no entry shows how they are written.
import { fn } from '../../../src/learn/wasm/function.ts'
import { f64, i32, whileTrue } from '../../../src/learn/wasm/instructions.ts'
import { assemble, instantiate, makeMemory } from '../../../src/learn/wasm/module.ts'

function run<Functions extends object>(...functions: Parameters<typeof assemble>[0]): Functions {
  const code = instantiate<Functions>(assemble(functions), makeMemory(8)!)
  assert.ok(code)
  return code
}

test('parameters, locals and lists of locals are numbered in the order of their names', () => {
  const declared = {
    name: 'sum',
    params: { count: 'i32', step: 'f64' },
    result: 'f64',
    locals: { i: 'i32', sums: ['f64', 2], last: 'f64' },
  } as const
  const sum = fn(declared, ({ count, step, i, sums, last }) => {
    const [once, twice] = sums
    assert.ok(once && twice)
    return [
      whileTrue(
        i32.ltU(i, count),
        once.set(f64.add(once, step)),
        twice.set(f64.add(twice, f64.add(step, step))),
        i.set(i32.add(i, i32.const(1))),
      ),
      last.set(f64.add(once, twice)),
      last,
    ]
  })
  assert.deepEqual(sum.locals.length, 4)
  assert.equal(run<{ sum(count: number, step: number): number }>(sum).sum(3, 0.5), 4.5)
})

test('a function without locals and without a result is one too', () => {
  const store = fn({ name: 'store', params: { at: 'i32' } }, ({ at }) => [i32.store(at, i32.const(7))])
  assert.equal(run<{ store(at: number): undefined }>(store).store(4), undefined)
})
