import { type Code, f64, i32, local, v128, whileTrue } from '../../wasm/instructions.ts'
import { assemble, instantiate, makeMemory, valueType, type WasmFunction } from '../../wasm/module.ts'

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

const { i32: whole, f64: number } = valueType

function passStop({ left, stops }: MaskedSizes, bytes: number): WasmFunction {
  const [from, at] = [local.get(0), local.get(1)] as const
  const pass = (offset: number) =>
    v128.store(at, v128.and(v128.load(at, left + offset), v128.load(from, stops + offset)), left + offset)
  return {
    name: 'passStop',
    params: [whole],
    locals: [whole],
    body: [
      ...local.set(0, i32.mul(from, i32.const(bytes))),
      ...whileTrue(
        i32.ltU(at, i32.const(bytes)),
        ...[0, 16, 32, 48].map(pass),
        local.set(0, i32.add(from, i32.const(64))),
        local.set(1, i32.add(at, i32.const(64))),
      ),
    ],
  }
}

function passNodes({ left, nodes }: MaskedSizes): WasmFunction {
  const [at, to, tree] = [0, 1, 2].map(local.get) as [Code, Code, Code]
  return {
    name: 'passNodes',
    params: [whole, whole],
    locals: [whole],
    body: [
      ...local.set(0, i32.shl(at, i32.const(3))),
      ...local.set(1, i32.shl(to, i32.const(3))),
      ...whileTrue(
        i32.ltU(at, to),
        local.set(2, i32.load(at, nodes)),
        i32.store(tree, i32.and(i32.load(tree, left), i32.load(at, nodes + 4)), left),
        local.set(0, i32.add(at, i32.const(8))),
      ),
    ],
  }
}

function addAnswers({ left, firsts, values }: MaskedSizes): WasmFunction {
  const [tree, count, step, sum] = [0, 1, 2, 3].map(local.get) as [Code, Code, Code, Code]
  const leaf = i32.trailingZeros(i32.load(tree, left))
  const answer = f64.load(i32.add(i32.load(tree, firsts), i32.shl(leaf, i32.const(3))), values)
  return {
    name: 'addAnswers',
    params: [whole, whole, whole, number],
    results: [number],
    locals: [],
    body: [
      ...[0, 1, 2].flatMap((place) => local.set(place, i32.shl(local.get(place), i32.const(2)))),
      ...whileTrue(i32.ltU(tree, count), local.set(3, f64.add(sum, answer)), local.set(0, i32.add(tree, step))),
      ...sum,
    ],
  }
}
