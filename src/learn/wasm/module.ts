import { type Code, unsigned } from './instructions.ts'

export const valueType = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const

/** A function: its parameters are the first locals, and what its body leaves on the stack is the result. */
export interface WasmFunction {
  readonly name: string
  readonly params: readonly number[]
  readonly results?: readonly number[]
  readonly locals: readonly number[]
  readonly body: Code
}

/** Pages of 64 KiB that a memory can have, 4 GiB. */
const maxPages = 65_536

/**
 * A module that has the given functions and takes a memory as `env.memory`, in the binary format of WebAssembly.
 * @param shared whether the memory is one that threads can share. @default true
 */
export function assemble(functions: readonly WasmFunction[], shared = true): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ params, results = [] }) => [0x60, ...list(params), ...list(results)])
  const memory = [...text('env'), ...text('memory'), 0x02, shared ? 0x03 : 0x01, ...unsigned(1), ...unsigned(maxPages)]
  const code = functions.map(({ locals, body }) => {
    const declared = locals.map((type) => [1, type])
    const bytes = [...unsigned(declared.length), ...declared.flat(), ...body, 0x0b]
    return [...unsigned(bytes.length), ...bytes]
  })
  const exported = functions.map(({ name }, f) => [...text(name), 0x00, ...unsigned(f)])
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map((_, f) => unsigned(f)),
    ),
    ...section(7, exported),
    ...section(10, code),
  ])
}

/** Where arrays of so many bytes each begin in one memory, in steps of 16 bytes, and how many bytes they take in all. */
export function layOut<Name extends string>(
  sizes: { readonly [name in Name]: number },
): { readonly places: { readonly [name in Name]: number }; readonly bytes: number } {
  let bytes = 0
  const places: { [name: string]: number } = {}
  for (const [name, size] of Object.entries<number>(sizes)) {
    places[name] = bytes
    bytes += Math.ceil(size / 16) * 16
  }
  return { places: places as { [name in Name]: number }, bytes }
}

/** A memory of one piece is not made larger than this. */
const mostBytes = 2 ** 31

/**
 * Memory of at least as many bytes, all 0; undefined where there is no WebAssembly or not as much, and above 2 GiB.
 * @param shared whether threads can share it, which a browser may not allow. @default true
 */
export function makeMemory(bytes: number, shared = true): WebAssembly.Memory | undefined {
  const pages = Math.max(1, Math.ceil(bytes / 65_536))
  if (typeof WebAssembly === 'undefined' || bytes > mostBytes) return undefined
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared })
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/**
 * The module's functions, working on that memory; undefined where this machine does not know all of its instructions,
 * and where the policy of a page forbids WebAssembly.
 */
export function instantiate<Functions extends object>(
  bytes: Uint8Array<ArrayBuffer>,
  memory: WebAssembly.Memory,
): Functions | undefined {
  if (!WebAssembly.validate(bytes)) return undefined
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports as Functions
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return undefined
    throw error
  }
}

function section(id: number, entries: readonly Code[]): number[] {
  const bytes = [...unsigned(entries.length), ...entries.flat()]
  return [id, ...unsigned(bytes.length), ...bytes]
}

function list(values: readonly number[]): number[] {
  return [...unsigned(values.length), ...values]
}

function text(value: string): number[] {
  return list([...new TextEncoder().encode(value)])
}
