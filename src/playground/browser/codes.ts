import { fill, h, newId } from './dom.ts'
import { type Request, snippets } from './snippets.ts'

/** The request to copy, in the tool that was chosen last. */
export function codesView(): { readonly element: HTMLElement; show(request: Request): void } {
  let tool = Object.keys(snippets)[0]!
  let request: Request | undefined
  const code = h('code', {})
  const said = h('span', { class: 'hint', role: 'status' })
  const name = newId('tool')
  const show = () => {
    fill(code, request ? snippets[tool]!(request) : '')
    said.textContent = ''
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code.textContent ?? '')
      said.textContent = 'Copied.'
    } catch {
      // No clipboard without TLS: select it, so that one key copies it.
      getSelection()?.selectAllChildren(code)
      said.textContent = 'Selected; press Ctrl + C to copy.'
    }
  }
  const element = h(
    'section',
    { class: 'panel codes', 'aria-labelledby': `${name}-title` },
    h('h2', { id: `${name}-title` }, 'This request in code'),
    h(
      'div',
      { class: 'row' },
      h(
        'fieldset',
        { class: 'segments' },
        h('legend', { class: 'unseen' }, 'Tool'),
        ...Object.keys(snippets).map((each) =>
          h(
            'label',
            {},
            h('input', {
              type: 'radio',
              name,
              value: each,
              checked: each === tool,
              onchange: () => {
                tool = each
                show()
              },
            }),
            h('span', {}, each),
          ),
        ),
      ),
      h('button', { type: 'button', class: 'quiet', onclick: () => void copy() }, 'Copy'),
      said,
    ),
    h('pre', { tabindex: 0, 'aria-label': 'The request as code' }, code),
  )
  return {
    element,
    show: (next) => {
      request = next
      show()
    },
  }
}
