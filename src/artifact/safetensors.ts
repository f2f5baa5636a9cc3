import type { Tensor, TensorData } from '../learn/contract.ts'
import { duplicateKey } from './duplicate-key.ts'

/**
 * The safetensors layout (github.com/huggingface/safetensors, "Format"): eight bytes with the length of the header
 * (little-endian), a JSON header `{name: {dtype, shape, data_offsets: [begin, end]}}`, then the numbers, one tensor
 * after the other without gaps, little-endian. No code, and nothing to execute: a reader checks it wholly.
 */
export const weightsFile = 'weights.safetensors'

/** The limit of the format's own reader; a header of ours has some kilobytes. */
const headerLimitBytes = 100_000_000

const views = {
  F64: Float64Array,
  I64: BigInt64Array,
  U64: BigUint64Array,
  F32: Float32Array,
  I32: Int32Array,
  U32: Uint32Array,
  I16: Int16Array,
  U16: Uint16Array,
  I8: Int8Array,
  U8: Uint8Array,
} as const

type Dtype = keyof typeof views

interface Entry {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly number[]
  readonly begin: number
  readonly end: number
}

/**
 * Tensors as bytes. Those with the widest numbers come first and the header is padded with blanks to a multiple of 8,
 * so that a reader can look at every tensor in place. The same tensors give the same bytes, in whatever order they come.
 */
export function toSafetensors(tensors: Iterable<readonly [name: string, tensor: Tensor]>): Uint8Array {
  const sorted = [...tensors].map(([name, { shape, data }]) => ({ name, shape, data, dtype: dtypeOf(data) }))
  sorted.sort((a, b) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT || (a.name < b.name ? -1 : 1))
  let end = 0
  const entries = sorted.map(({ name, shape, data, dtype }) => {
    const begin = end
    end += data.byteLength
    return [name, { dtype, shape, data_offsets: [begin, end] }] as const
  })
  const json = Buffer.from(JSON.stringify(Object.fromEntries(entries)))
  const headerBytes = Math.ceil(json.length / 8) * 8
  const bytes = new Uint8Array(8 + headerBytes + end)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true)
  bytes.set(json, 8)
  bytes.fill(0x20, 8 + json.length, 8 + headerBytes)
  let at = 8 + headerBytes
  for (const { data } of sorted) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    at += data.byteLength
  }
  return bytes
}

/**
 * Tensors out of bytes, as views into them where alignment allows.
 * @throws Error that says what is wrong with the bytes
 */
export function parseSafetensors(bytes: Uint8Array): Map<string, Tensor> {
  const { entries, dataStart } = parseHeader(bytes)
  const tensors = new Map<string, Tensor>()
  for (const { name, dtype, shape, begin, end } of entries) {
    tensors.set(name, { shape, data: viewOf(bytes, dtype, dataStart + begin, dataStart + end) })
  }
  return tensors
}

function parseHeader(bytes: Uint8Array): { entries: Entry[]; dataStart: number } {
  if (bytes.length < 8) throw new Error(`has ${bytes.length} bytes, too few for a header`)
  const headerBytes = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  const dataStart = 8 + headerBytes
  if (headerBytes > headerLimitBytes) throw new Error(`has a header of ${headerBytes} bytes, over the limit`)
  if (dataStart > bytes.length) throw new Error(`ends in its header: ${headerBytes} bytes of it announced`)
  const header = parseJson(bytes.subarray(8, dataStart))
  const entries = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => parseEntry(name, value))
  checkContiguous(entries, bytes.length - dataStart)
  return { entries, dataStart }
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x7b) throw new Error('has a header that is no JSON object')
  let json: string
  let header: Record<string, unknown>
  try {
    json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    header = JSON.parse(json)
  } catch (error) {
    throw new Error('has a header that is no JSON object', { cause: error })
  }
  const twice = duplicateKey(json)
  if (twice !== undefined) throw new Error(`has ${JSON.stringify(twice)} twice in its header`)
  return header
}

function parseEntry(name: string, value: unknown): Entry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>
  const named = `tensor ${JSON.stringify(name)}`
  if (typeof dtype !== 'string' || !Object.hasOwn(views, dtype)) {
    throw new Error(`has the ${named} of dtype ${JSON.stringify(dtype)}; known are ${Object.keys(views).join(', ')}`)
  }
  if (!isCounts(shape)) throw new Error(`has the ${named} without a shape`)
  if (!isCounts(offsets) || offsets.length !== 2) throw new Error(`has the ${named} without data_offsets`)
  const [begin, end] = offsets as [number, number]
  const sizeBytes = sizeOf(shape) * views[dtype as Dtype].BYTES_PER_ELEMENT
  if (end - begin !== sizeBytes) {
    throw new Error(`has the ${named} of shape [${shape}] and ${dtype} in ${end - begin} bytes, not ${sizeBytes}`)
  }
  return { name, dtype: dtype as Dtype, shape, begin, end }
}

/** Every byte of the data belongs to exactly one tensor. */
function checkContiguous(entries: readonly Entry[], dataBytes: number): void {
  let at = 0
  for (const { name, begin, end } of entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) throw new Error(`has a gap or an overlap before tensor ${JSON.stringify(name)}`)
    at = end
  }
  if (at !== dataBytes) throw new Error(`has ${dataBytes} bytes of numbers, its header says ${at}`)
}

function viewOf(bytes: Uint8Array, dtype: Dtype, start: number, end: number): TensorData {
  const View = views[dtype]
  const isAligned = (bytes.byteOffset + start) % View.BYTES_PER_ELEMENT === 0
  const source = isAligned ? bytes.subarray(start, end) : new Uint8Array(bytes.subarray(start, end))
  return new View(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength / View.BYTES_PER_ELEMENT)
}

/** The number of entries of a shape; a scalar has one. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1)
}

function dtypeOf(data: TensorData): Dtype {
  // By tag, as a Buffer is a Uint8Array too.
  const found = Object.entries(views).find(([, View]) => View.name === data[Symbol.toStringTag])
  if (!found) throw new Error(`${data[Symbol.toStringTag]} is no type of tensor`)
  return found[0] as Dtype
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0)
}

/** Where a number is NaN or infinite, the first such place; −1 where all are finite. No fitted number is either. */
export function nonFiniteAt(data: TensorData): number {
  if (!(data instanceof Float64Array || data instanceof Float32Array)) return -1
  for (let at = 0; at < data.length; at++) if (!Number.isFinite(data[at])) return at
  return -1
}
