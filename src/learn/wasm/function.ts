import { type Code, local } from './instructions.ts'
import { valueType, type WasmFunction } from './module.ts'

type ValueName = keyof typeof valueType
/** Names with the types of their locals, in order; a pair of type and number is a list of so many. */
type Declared = { readonly [name: string]: ValueName | readonly [ValueName, number] }

/** A local: as code it gives its value, and `set` is code that changes it. */
export type Local = Code & { set(value: Code): Code }

type Locals<D extends Declared> = { readonly [N in keyof D]: D[N] extends ValueName ? Local : readonly Local[] }

type NoLocals = Record<never, never>

/**
 * A function with names for its parameters and locals. What its body leaves on the stack is the result.
 *
 *   fn({ name: 'twice', params: { a: 'i32' }, result: 'i32', locals: { b: 'i32' } }, ({ a, b }) => [b.set(i32.add(a, a)), b])
 */
export function fn<const P extends Declared, const L extends Declared = NoLocals>(
  { name, params, result, locals }: { name: string; params: P; result?: ValueName; locals?: L },
  body: (named: Locals<P> & Locals<L>) => readonly Code[],
): WasmFunction {
  const own = locals ?? {}
  return {
    name,
    params: typesOf(params),
    results: result ? [valueType[result]] : [],
    locals: typesOf(own),
    body: body(numbered({ ...params, ...own }) as Locals<P> & Locals<L>).flat(),
  }
}

function typesOf(declared: Declared): number[] {
  return Object.values(declared).flatMap((type) =>
    typeof type === 'string' ? [valueType[type]] : Array<number>(type[1]).fill(valueType[type[0]]),
  )
}

/** The locals by name, numbered in their order. */
function numbered(declared: Declared): { readonly [name: string]: Local | readonly Local[] } {
  let next = 0
  const named = Object.entries(declared).map(([name, type]) => {
    const list = typeof type === 'string' ? undefined : Array.from({ length: type[1] }, () => localAt(next++))
    return [name, list ?? localAt(next++)] as const
  })
  return Object.fromEntries(named)
}

function localAt(number: number): Local {
  return Object.assign([...local.get(number)], { set: (value: Code) => local.set(number, value) })
}
