import { Document, type Node, type Pair, type Scalar, type ToStringOptions, visit } from 'yaml'

export interface YamlOptions {
  /** What is written above a key or an item, by its place: `/spec/template/spec/containers/0/livenessProbe`. */
  readonly comments?: { readonly [place: string]: string }
  /** Whether words that are booleans to a reader of YAML 1.1, such as `on`, are quoted; kubectl is one. @default true */
  readonly oldReaders?: boolean
}

/** Width of a line; a longer text is folded, a comment is not. */
const lineWidth = 120

/**
 * A plain value as YAML: keys in the order in which they were put in, no anchors, what is undefined left out.
 * @throws where a comment names a place that does not exist
 */
export function printYaml(value: object, { comments = {}, oldReaders = true }: YamlOptions = {}): string {
  const document = new Document(value, {
    aliasDuplicateObjects: false,
    ...(oldReaders ? { compat: 'yaml-1.1' as const } : {}),
  })
  const open = new Map(Object.entries(comments))
  visit(document, {
    Node(key, node, path) {
      const place = placeOf([...path, node], key)
      const text = open.get(place)
      if (text === undefined) return
      const bearer = typeof key === 'number' ? node : ((path.at(-1) as Pair).key as Scalar)
      bearer.commentBefore = asComment(text)
      open.delete(place)
    },
  })
  if (open.size > 0) throw new Error(`no place for the comment on ${[...open.keys()].join(', ')}`)
  return document.toString({ lineWidth, indentSeq: true, blockQuote: 'literal' } satisfies ToStringOptions)
}

/** A text as the comment of a node: a space behind the `#` of each line. */
function asComment(text: string): string {
  return text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n')
}

/** Where a node is, of the nodes above it: a JSON Pointer. The key itself of a pair has no place. */
function placeOf(path: readonly unknown[], key: unknown): string {
  if (key === 'key') return ''
  const steps: unknown[] = []
  for (const [i, node] of path.entries()) {
    if (isPair(node)) steps.push((node.key as Scalar).value)
    const below = path[i + 1]
    const items = (node as { items?: readonly Node[] }).items
    if (items && below !== undefined && !isPair(below)) steps.push(items.indexOf(below as Node))
  }
  return `/${steps.join('/')}`
}

function isPair(node: unknown): node is Pair {
  return typeof node === 'object' && node !== null && 'key' in node && 'value' in node
}
