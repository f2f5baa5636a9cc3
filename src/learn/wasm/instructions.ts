/** Instructions of WebAssembly as the bytes that they are; those of what is taken come first, as on its stack. */
export type Code = readonly number[]

const unary =
  (...opcode: number[]) =>
  (a: Code): Code => [...a, ...opcode]

const binary =
  (...opcode: number[]) =>
  (a: Code, b: Code): Code => [...a, ...b, ...opcode]

/** Something at an address plus an offset known beforehand. */
const load =
  (align: number, ...opcode: number[]) =>
  (address: Code, offset = 0): Code => [...address, ...opcode, align, ...unsigned(offset)]

const store =
  (align: number, ...opcode: number[]) =>
  (address: Code, value: Code, offset = 0): Code => [...address, ...value, ...opcode, align, ...unsigned(offset)]

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  and: binary(0x71),
  or: binary(0x72),
  shl: binary(0x74),
  shrU: binary(0x76),
  ltU: binary(0x49),
  /** How many bits below the lowest 1 are 0. */
  trailingZeros: unary(0x68),
  min: (a: Code, b: Code): Code => [...a, ...b, ...a, ...b, 0x49, 0x1b],
  load: load(2, 0x28),
  load8U: load(0, 0x2d),
  store: store(2, 0x36),
}

export const f64 = {
  add: binary(0xa0),
  max: binary(0xa5),
  const: (value: number): Code => [0x44, ...bytesOf(value)],
  load: load(3, 0x2b),
  store: store(3, 0x39),
}

/** Two numbers of 64 bits side by side. */
export const f64x2 = {
  add: binary(0xfd, 0xf0, 0x01),
  sub: binary(0xfd, 0xf1, 0x01),
  mul: binary(0xfd, 0xf2, 0x01),
  div: binary(0xfd, 0xf3, 0x01),
  /** The smaller and the larger of two, neither being NaN: one instruction, where others check for NaN and −0 too. */
  min: binary(0xfd, 0xf6, 0x01),
  max: binary(0xfd, 0xf7, 0x01),
  ge: binary(0xfd, 0x4c),
  neg: unary(0xfd, 0xed, 0x01),
  floor: unary(0xfd, 0x75),
  const: (first: number, second = first): Code => [0xfd, 0x0c, ...bytesOf(first), ...bytesOf(second)],
  /** One number twice. */
  splat: unary(0xfd, 0x14),
  lane: (of: Code, place: 0 | 1): Code => [...of, 0xfd, 0x21, place],
  /** From the first two of four whole numbers of 32 bits. */
  fromI32: unary(0xfd, 0xfe, 0x01),
  load: load(3, 0xfd, 0x00),
  /** One number from memory, twice. */
  loadSplat: load(3, 0xfd, 0x0a),
  store: store(3, 0xfd, 0x0b),
}

/** Four numbers of 32 bits side by side. */
export const f32x4 = {
  add: binary(0xfd, 0xe4, 0x01),
  sub: binary(0xfd, 0xe5, 0x01),
  mul: binary(0xfd, 0xe6, 0x01),
  /** a · b + c, rounded once or twice, as the processor likes it; not all engines know it. */
  relaxedMultiplyAdd: (a: Code, b: Code, c: Code): Code => [...a, ...b, ...c, 0xfd, 0x85, 0x02],
  gt: binary(0xfd, 0x44),
  load: load(2, 0xfd, 0x00),
  /** One number from memory, four times. */
  loadSplat: load(2, 0xfd, 0x09),
}

/** 128 bits, whatever they mean. */
export const v128 = {
  not: unary(0xfd, 0x4d),
  store: store(3, 0xfd, 0x0b),
  /** Whether none of four numbers of 32 bits is 0. */
  all: unary(0xfd, 0xa3, 0x01),
  /** The highest bits of four numbers of 32 bits, the first one's lowest. */
  signs: unary(0xfd, 0xa4, 0x01),
  and: binary(0xfd, 0x4e),
  load: load(3, 0xfd, 0x00),
  /** Bytes by their places: those of `a` are 0 to 15, those of `b` 16 to 31. */
  shuffle: (a: Code, b: Code, places: readonly number[]): Code => [...a, ...b, 0xfd, 0x0d, ...places],
  /** 64 bits, and 64 more that are 0. */
  load64: load(3, 0xfd, 0x5d),
}

/** For `v128.shuffle`: the first numbers of two pairs of 64 bits, and the second ones. */
export const firsts = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23]
export const seconds = firsts.map((place) => place + 8)

/** Two whole numbers of 64 bits side by side. */
export const i64x2 = {
  add: binary(0xfd, 0xce, 0x01),
  shl: binary(0xfd, 0xcb, 0x01),
}

export const local = {
  get: (place: number): Code => [0x20, ...unsigned(place)],
  set: (place: number, value: Code): Code => [...value, 0x21, ...unsigned(place)],
  /** Sets it, and gives the value too. */
  tee: (place: number, value: Code): Code => [...value, 0x22, ...unsigned(place)],
}

export const memory = {
  fill: (to: Code, byte: Code, bytes: Code): Code => [...to, ...byte, ...bytes, 0xfc, 0x0b, 0x00],
  copy: (to: Code, from: Code, bytes: Code): Code => [...to, ...from, ...bytes, 0xfc, 0x0a, 0x00, 0x00],
}

/** A loop that runs as long as the condition holds, which is tested before each turn. */
export function whileTrue(condition: Code, ...body: Code[]): Code {
  // block { loop { leave unless condition; body; again } }
  return [0x02, 0x40, 0x03, 0x40, ...condition, 0x45, 0x0d, 0x01, ...body.flat(), 0x0c, 0x00, 0x0b, 0x0b]
}

/** A number in 64 bits as it lies in memory. */
function bytesOf(value: number): number[] {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, value, true)
  return [...new Uint8Array(view.buffer)]
}

export function unless(condition: Code, ...body: Code[]): Code {
  return [...condition, 0x45, 0x04, 0x40, ...body.flat(), 0x0b]
}

/** LEB128 of a whole number of 0 or more. */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
  return [...bytes, value]
}

/** LEB128 of a whole number of 32 bits. */
function signed(value: number): number[] {
  const bytes: number[] = []
  for (; value < -64 || value > 63; value >>= 7) bytes.push((value & 127) | 128)
  return [...bytes, value & 127]
}
