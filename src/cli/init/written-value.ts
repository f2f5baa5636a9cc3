/** Values as a service file writes them: single quotes, no semicolons, at most 120 characters a line. */

/** A text as a literal. */
export function quoted(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1)
  return `'${inside.replaceAll(/\\"|'|\\./g, (found) => (found === '\\"' ? '"' : found === "'" ? "\\'" : found))}'`
}

const identifier = /^[A-Za-z_$][\w$]*$/

/** A name as the key of an object literal. */
function key(name: string): string {
  // A bare or quoted `__proto__` would set the prototype instead.
  if (name === '__proto__') return "['__proto__']"
  return identifier.test(name) ? name : quoted(name)
}

/** The property of that name, after the name of an object. */
export function property(name: string): string {
  return identifier.test(name) ? `.${name}` : `[${quoted(name)}]`
}

/** JSON as a literal; on one line where it fits behind `indent` blanks and what stands before it. */
export function literal(value: unknown, indent: number, before = 0): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const isList = Array.isArray(value)
  const entries = isList
    ? value.map((entry) => ({ name: '', entry }))
    : Object.entries(value).map(([name, entry]) => ({ name: `${key(name)}: `, entry }))
  const [open, close, blank] = isList ? ['[', ']', ''] : ['{', '}', ' ']
  const line = entries.map(({ name, entry }) => name + literal(entry, 0)).join(', ')
  if (entries.length === 0) return open + close
  if (!line.includes('\n') && indent + before + line.length + 4 <= 120) return open + blank + line + blank + close
  const inner = ' '.repeat(indent + 2)
  const lines = entries.map(({ name, entry }) => `${inner}${name}${literal(entry, indent + 2, name.length)},\n`)
  return `${open}\n${lines.join('')}${' '.repeat(indent)}${close}`
}
