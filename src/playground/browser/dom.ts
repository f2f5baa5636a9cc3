/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

type Child = Node | string | undefined | false

interface Properties {
  readonly class?: string
  /** Attributes by name; undefined and false leave one out, true sets it empty. */
  readonly [name: string]: string | number | boolean | undefined | ((event: never) => void)
}

/**
 * Makes an element. Texts become text nodes, never HTML: whatever a service or a person writes is shown as it is.
 * A function is a listener for the event of its name: `{ onclick: … }`.
 */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: Properties = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as (event: Event) => void)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  append(element, children)
  return element
}

/** Takes an element's children away and gives it others. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren()
  append(element, children)
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) if (child !== undefined && child !== false) element.append(child)
}

let last = 0

/** A name that no other element of the page has. */
export function newId(what: string): string {
  last += 1
  return `${what}-${last}`
}
