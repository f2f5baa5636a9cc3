/** Instructions of WebAssembly as the bytes that they are; those of what is taken come first, as on its stack. */
export type Code = readonly number[]

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
  shl: binary(0x74),
  shrU: binary(0x76),
  ltU: binary(0x49),
  load: load(2, 0x28),
  load8U: load(0, 0x2d),
  store: store(2, 0x36),
}

/** Two numbers of 64 bits side by side. */
export const f64x2 = {
  add: binary(0xfd, 0xf0, 0x01),
  sub: binary(0xfd, 0xf1, 0x01),
  load: load(3, 0xfd, 0x00),
  store: store(3, 0xfd, 0x0b),
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

/** As long as the condition holds: the condition is asked before each turn. */
export function whileTrue(condition: Code, ...body: Code[]): Code {
  // block { loop { leave unless condition; body; again } }
  return [0x02, 0x40, 0x03, 0x40, ...condition, 0x45, 0x0d, 0x01, ...body.flat(), 0x0c, 0x00, 0x0b, 0x0b]
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
