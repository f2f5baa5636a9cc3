import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'rolldown/utils'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** One import of a file: of another file (a path from the root), or of a package (as written). */
export interface Import {
  readonly target: string
  readonly kind: 'file' | 'package'
  /** Erased before the program runs: `import type`, `export type … from`. */
  readonly typeOnly: boolean
}

/** The room of a source file: its folder in src, or its own name there. */
export const roomOf = (file: string): string => /^src\/([^/.]+)/.exec(file)?.[1] ?? ''

/** Every TypeScript file below a folder, as paths from the root. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name) && !/node_modules|\.slipway/.test(entry.parentPath))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
}

/** What a file imports: static, dynamic and re-exported, read from its syntax tree. */
export function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8')
  const { module, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`)

  const imports: Import[] = []
  const add = (target: string, typeOnly: boolean) => {
    if (target.startsWith('.')) {
      const path = relative(root, resolve(root, file, '..', target))
      imports.push({ target: path, kind: 'file', typeOnly })
    } else {
      imports.push({ target, kind: 'package', typeOnly })
    }
  }
  const isTypeOnly = (start: number) => /^(import|export)\s+type\b/.test(source.slice(start, start + 20))

  for (const statement of module.staticImports) add(statement.moduleRequest.value, isTypeOnly(statement.start))
  for (const statement of module.staticExports) {
    const from = statement.entries.find((entry) => entry.moduleRequest)?.moduleRequest
    if (from) add(from.value, isTypeOnly(statement.start))
  }
  for (const { moduleRequest } of module.dynamicImports) {
    // Only a literal can be followed; anything else is a value, such as the path of a user's service.
    const literal = /^['"](.+)['"]$/.exec(source.slice(moduleRequest.start, moduleRequest.end))
    if (literal?.[1]) add(literal[1], false)
  }
  return imports
}

/** A function or method of a file, and whether all it does is to return what another one does. */
export interface FoundFunction {
  readonly name: string
  readonly handsOver: boolean
}

/** The functions and methods that a file defines, with a body each. */
export function functionsOf(file: string): FoundFunction[] {
  const found: FoundFunction[] = []
  const add = (name: unknown, body: unknown) => found.push({ name: String(name), handsOver: handsOver(body) })
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { type, key, id, value } = node as { [field: string]: { [field: string]: unknown } } & { type?: unknown }
    if (String(type) === 'MethodDefinition' && value?.body && key?.name) add(key.name, value.body)
    if (String(type) === 'FunctionDeclaration' && id?.name) add(id.name, (node as { body?: unknown }).body)
    for (const child of Object.values(node)) visit(child)
  }
  visit(parseSync(file, readFileSync(join(root, file), 'utf8')).program.body)
  return found
}

/** A body that is one `return` of one call. */
function handsOver(body: unknown): boolean {
  const statements = (body as { readonly body?: readonly Statement[] } | undefined)?.body ?? []
  const [only] = statements
  if (statements.length !== 1 || only?.type !== 'ReturnStatement') return false
  let value = only.argument
  while (value?.type === 'MemberExpression') value = value.object
  return value?.type === 'CallExpression'
}

interface Statement {
  readonly type: string
  readonly argument?: Expression
}

interface Expression {
  readonly type: string
  readonly object?: Expression
}

/** All files and packages that run when a file does, each with the file that brought it in. */
export function runtimeGraph(entry: string): Map<string, string> {
  const reached = new Map<string, string>([[entry, '(entry)']])
  const queue = [entry]
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const { target, kind, typeOnly } of importsOf(file)) {
      if (typeOnly || reached.has(target)) continue
      reached.set(target, file)
      if (kind === 'file' && target.endsWith('.ts')) queue.push(target)
    }
  }
  return reached
}

/** The chain of imports from the entry to a target, for messages. */
export function chainTo(target: string, graph: ReadonlyMap<string, string>): string {
  const chain = [target]
  for (let at = graph.get(target); at !== undefined && at !== '(entry)'; at = graph.get(at)) chain.unshift(at)
  return chain.join(' → ')
}

/**
 * Groups of files that reach each other by their imports, each sorted, in order of their first file: the strongly
 * connected components of the graph (Tarjan 1972) that have more than one file.
 */
export function circlesOf(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>()
  const low = new Map<string, number>()
  const open: string[] = []
  const circles: string[][] = []
  const lowOf = (file: string) => low.get(file) ?? Number.POSITIVE_INFINITY
  const visit = (file: string): void => {
    order.set(file, order.size)
    low.set(file, order.size - 1)
    open.push(file)
    for (const target of imports.get(file) ?? []) {
      if (!imports.has(target)) continue
      if (!order.has(target)) visit(target)
      if (open.includes(target)) low.set(file, Math.min(lowOf(file), lowOf(target)))
    }
    if (low.get(file) !== order.get(file)) return
    const circle = open.splice(open.indexOf(file))
    if (circle.length > 1) circles.push(circle.sort())
  }
  for (const file of imports.keys()) if (!order.has(file)) visit(file)
  return circles.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
}
