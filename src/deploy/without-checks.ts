import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin, TransformPluginContext } from 'rolldown'
import type { Service } from '../service/contract.ts'
import { declaratorsOf, type Node, namesIn, objectOf, passedThrough } from './syntax.ts'

/** What only the command line reads of a service file. Requests with users and their passwords stand in both. */
const commandLineOnly = ['checks', 'evaluate'] as const

/** Where something stands in a text, and what takes its place. */
interface Change {
  readonly start: number
  readonly end: number
  readonly text: (old: string) => string
}

/**
 * Leaves the checks and the evaluation of a service out of its server, with what they alone read: no password that
 * stands there gets into an image.
 */
export function withoutChecks(service: Service): Plugin {
  const file = realpathSync(join(service.folder, 'service.ts'))
  /** By module, the names that are checks there: computing them has no other effect, so that they go where nobody reads them. */
  const idle = new Map<string, Set<string>>()
  let found: readonly string[] = []
  return {
    name: 'slipway-without-checks',
    async transform(code, id) {
      if (id !== file && !idle.has(id)) return undefined
      const { body } = this.parse(code, { lang: 'ts' }) as unknown as { readonly body: readonly Node[] }
      const properties = id === file ? propertiesOf(body) : []
      if (id === file) found = properties.map(({ name }) => name)
      const names = new Set([...(idle.get(id) ?? []), ...properties.flatMap(({ node }) => namesIn(node))])
      await passOn(this, id, body, names, idle)
      const removed = properties.map(({ name, node: { start, end } }) => ({
        start,
        end,
        text: () => `${name}: undefined`,
      }))
      return { code: changed(code, [...removed, ...pureOf(body, names)]), map: null }
    },
    buildEnd(error) {
      const kept = commandLineOnly.filter((name) => isDeclared(service, name) && !found.includes(name))
      if (error || kept.length === 0) return
      const [what, are] = [kept.join(' and '), kept.length === 1 ? 'it is' : 'they are']
      const where = `where ${are} a property of its own in the object that service.ts exports or gives to defineService`
      throw new Error(`${what} can be left out of the server, with the passwords there, only ${where}.`)
    },
  }
}

function isDeclared({ checks, evaluate }: Service, name: (typeof commandLineOnly)[number]): boolean {
  return name === 'checks' ? Object.keys(checks).length > 0 : evaluate !== undefined
}

/** The properties of the exported service to leave out. */
function propertiesOf(body: readonly Node[]) {
  const exported = body.find(({ type }) => type === 'ExportDefaultDeclaration')?.declaration
  return (objectOf(exported, body)?.properties ?? []).flatMap((node) => {
    const name = commandLineOnly.find((name) => !node.computed && (node.key?.name ?? node.key?.value) === name)
    return name === undefined ? [] : [{ name, node }]
  })
}

/** Names that come from other modules are idle there; a name may pass through several. */
async function passOn(
  context: TransformPluginContext,
  id: string,
  body: readonly Node[],
  names: ReadonlySet<string>,
  idle: Map<string, Set<string>>,
): Promise<void> {
  for (const { source, local, name } of passedThrough(body)) {
    if (!(names.has(local) || names.has('*')) || !source.startsWith('.')) continue
    const module = await context.resolve(source, id)
    if (module) idle.set(module.id, (idle.get(module.id) ?? new Set()).add(name))
  }
}

/** What the names are computed by, marked so that it is dropped where nobody reads them. */
function pureOf(body: readonly Node[], names: ReadonlySet<string>): readonly Change[] {
  const isData = /^(Literal|TemplateLiteral|Identifier|ArrowFunctionExpression|FunctionExpression)$/
  return declaratorsOf(body).flatMap(({ id, init }) =>
    init && (names.has(id.name ?? '') || names.has('*')) && !isData.test(init.type)
      ? [{ start: init.start, end: init.end, text: (old: string) => `/* @__PURE__ */ (() => (${old}))()` }]
      : [],
  )
}

/** From the end, so that what is before keeps its place. A change within another goes with it. */
function changed(code: string, changes: readonly Change[]): string {
  const outer = changes.filter((a) => !changes.some((b) => b !== a && b.start <= a.start && a.end <= b.end))
  return outer
    .toSorted((a, b) => b.start - a.start)
    .reduce(
      (text, { start, end, text: of }) => text.slice(0, start) + of(text.slice(start, end)) + text.slice(end),
      code,
    )
}
