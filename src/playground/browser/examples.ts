import { h, newId } from './dom.ts'
import { spoken } from './words.ts'

/** Inputs to click: each fills the form and sends the request. */
export function examplesView(examples: readonly unknown[], onPick: (input: unknown) => void): HTMLElement | undefined {
  if (examples.length === 0) return undefined
  const id = newId('examples')
  return h(
    'div',
    { class: 'examples', role: 'group', 'aria-labelledby': id },
    h('span', { id }, 'Examples'),
    ...examples
      .slice(0, 8)
      .map((input, i) =>
        h(
          'button',
          { type: 'button', class: 'chip', title: whole(input), onclick: () => onPick(input) },
          short(input, i),
        ),
      ),
  )
}

function whole(input: unknown): string {
  return typeof input === 'string' ? input : JSON.stringify(input)
}

/** Enough to tell one from another. */
function short(input: unknown, place: number): string {
  if (typeof input === 'string') {
    const line = input.replaceAll(/\s+/g, ' ').trim()
    return line === '' ? '(blank)' : line.length > 42 ? `${line.slice(0, 40).trim()} …` : line
  }
  if (typeof input !== 'object' || input === null) return String(input)
  const told = Object.entries(input)
    .slice(0, 2)
    .map(([name, value]) => `${spoken(name)} ${value}`)
  return told.length === 0 ? `Example ${place + 1}` : told.join(', ')
}
