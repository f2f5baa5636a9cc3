import { fn } from '../../wasm/function.ts'
import { f64, i32, v128, whileTrue } from '../../wasm/instructions.ts'
import { assemble, instantiate, makeMemory, type WasmFunction } from '../../wasm/module.ts'

/** What `MaskedTrees` keeps in a WebAssembly memory. */
export interface MaskedArrays {
  /** The answers of all leaves, tree by tree. */
  readonly values: Float64Array
  /** For each tree where its leaves' answers begin, in bytes. */
  readonly firsts: Int32Array
  /** The nodes of all columns, two numbers each: the place of its tree in `left`, in bytes, and the leaves that it leaves. */
  readonly nodes: Int32Array
  /** The leaves of each tree that a row can still end in. */
  readonly left: Int32Array
  /** For each stop what the nodes before it leave of all trees. */
  readonly stops: Int32Array
}

interface Exports {
  /** Of `left`, leaves what a stop leaves. */
  passStop(stop: number): void
  /** Of `left`, leaves what the nodes from `from` to just before `to` leave. */
  passNodes(from: number, to: number): void
  /** Adds what every `step`-th tree from number `tree` to just before `count` answers to a sum. */
  addAnswers(tree: number, count: number, step: number, sum: number): number
}

/** Lengths of the arrays; trees are padded to a multiple of `treesAtOnce`. */
export type MaskedSizes = { readonly [array in keyof MaskedArrays]: number }

/** Four times four numbers of 32 bits. */
export const treesAtOnce = 16

/** The arrays, to be filled, and what works on them; undefined without WebAssembly or its SIMD. */
export function makeMasked(sizes: MaskedSizes): (MaskedArrays & Exports) | undefined {
  const places = { values: 0, firsts: 0, nodes: 0, left: 0, stops: 0 }
  let end = 0
  for (const name of ['values', 'firsts', 'nodes', 'left', 'stops'] as const) {
    places[name] = end
    end += Math.ceil((sizes[name] * (name === 'values' ? 8 : 4)) / 64) * 64
  }
  const memory = makeMemory(end)
  if (!memory) return undefined
  const functions = [passStop(places, 4 * sizes.left), passNodes(places), addAnswers(places)]
  const code = instantiate<Exports>(assemble(functions), memory)
  if (!code) return undefined
  const words = (name: keyof MaskedArrays) => new Int32Array(memory.buffer, places[name], sizes[name])
  return {
    values: new Float64Array(memory.buffer, places.values, sizes.values),
    firsts: words('firsts'),
    nodes: words('nodes'),
    left: words('left'),
    stops: words('stops'),
    passStop: code.passStop,
    passNodes: code.passNodes,
    addAnswers: code.addAnswers,
  }
}

function passStop({ left, stops }: MaskedSizes, bytes: number): WasmFunction {
  return fn({ name: 'passStop', params: { from: 'i32' }, locals: { at: 'i32' } }, ({ from, at }) => {
    const pass = (offset: number) =>
      v128.store(at, v128.and(v128.load(at, left + offset), v128.load(from, stops + offset)), left + offset)
    return [
      from.set(i32.mul(from, i32.const(bytes))),
      whileTrue(
        i32.ltU(at, i32.const(bytes)),
        ...[0, 16, 32, 48].map(pass),
        from.set(i32.add(from, i32.const(64))),
        at.set(i32.add(at, i32.const(64))),
      ),
    ]
  })
}

function passNodes({ left, nodes }: MaskedSizes): WasmFunction {
  const declared = { name: 'passNodes', params: { at: 'i32', to: 'i32' }, locals: { tree: 'i32' } } as const
  return fn(declared, ({ at, to, tree }) => [
    at.set(i32.shl(at, i32.const(3))),
    to.set(i32.shl(to, i32.const(3))),
    whileTrue(
      i32.ltU(at, to),
      tree.set(i32.load(at, nodes)),
      i32.store(tree, i32.and(i32.load(tree, left), i32.load(at, nodes + 4)), left),
      at.set(i32.add(at, i32.const(8))),
    ),
  ])
}

function addAnswers({ left, firsts, values }: MaskedSizes): WasmFunction {
  const params = { tree: 'i32', count: 'i32', step: 'i32', sum: 'f64' } as const
  return fn({ name: 'addAnswers', params, result: 'f64' }, ({ tree, count, step, sum }) => {
    const leaf = i32.trailingZeros(i32.load(tree, left))
    const value = f64.load(i32.add(i32.load(tree, firsts), i32.shl(leaf, i32.const(3))), values)
    return [
      ...[tree, count, step].map((place) => place.set(i32.shl(place, i32.const(2)))),
      whileTrue(i32.ltU(tree, count), sum.set(f64.add(sum, value)), tree.set(i32.add(tree, step))),
      sum,
    ]
  })
}
