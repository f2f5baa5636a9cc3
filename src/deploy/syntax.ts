/** The part of a syntax tree that is looked at (ESTree). */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly name?: string
  readonly value?: unknown
  readonly key?: Node
  readonly computed?: boolean
  readonly properties?: readonly Node[]
  readonly expression?: Node
  readonly arguments?: readonly Node[]
  readonly declaration?: Node | null
  readonly declarations?: readonly Declarator[]
  readonly source?: Node | null
  readonly specifiers?: readonly Specifier[]
}

interface Declarator {
  readonly id: Node
  readonly init: Node | null
}

interface Specifier {
  readonly type: string
  readonly local: Node
  readonly imported?: Node
  readonly exported?: Node
}

/** The object behind an expression: itself, what a call is given, or what a name stands for. */
export function objectOf(node: Node | null | undefined, body: readonly Node[]): Node | undefined {
  if (node === null || node === undefined || node.type === 'ObjectExpression') return node ?? undefined
  if (node.type === 'CallExpression') return objectOf(node.arguments?.[0], body)
  if (node.type !== 'Identifier') return objectOf(node.expression, body)
  const declared = declaratorsOf(body)
  // Each name is followed once, so that a circle of names ends.
  const others = { ...node, declarations: declared.filter(({ id }) => id.name !== node.name) }
  return objectOf(declared.find(({ id }) => id.name === node.name)?.init, [others])
}

/** What a module declares at its top, exported or not. */
export function declaratorsOf(body: readonly Node[]): readonly Declarator[] {
  return body.flatMap((statement) => (statement.declaration ?? statement).declarations ?? [])
}

/** The names that are read below a node. */
export function namesIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, name } = node as Node
  return [...(type === 'Identifier' && name ? [name] : []), ...Object.values(node).flatMap(namesIn)]
}

/** A name that comes from, or goes on to, another module: there it is `name`; `*`: all of it. */
export interface Passed {
  readonly source: string
  readonly local: string
  readonly name: string
}

/** What a module imports, and what it exports of others, by the name that it has here. */
export function passedThrough(body: readonly Node[]): readonly Passed[] {
  return body.flatMap(({ type, source, specifiers = [] }) => {
    if (typeof source?.value !== 'string') return []
    const path = source.value
    const isExport = type === 'ExportNamedDeclaration'
    return specifiers.map(({ type: kind, local, imported, exported }) => ({
      source: path,
      local: nameOf(isExport ? exported : local),
      name: /Namespace/.test(kind) ? '*' : nameOf(isExport ? local : imported),
    }))
  })
}

function nameOf(node: Node | undefined): string {
  return String(node?.name ?? node?.value ?? 'default')
}
