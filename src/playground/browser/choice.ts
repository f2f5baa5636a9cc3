import { h, newId } from './dom.ts'
import type { Model } from './service.ts'

/** Models that get the same request: all that take the same input, or one of them. */
export interface Choice {
  readonly label: string
  readonly models: readonly Model[]
}

/** All choices: models with the same input side by side, then each alone. */
export function choicesOf(models: readonly Model[]): Choice[] {
  const alike = Map.groupBy(models, ({ input }) => JSON.stringify(input))
  const groups = [...alike.values()].filter((group) => group.length > 1)
  return [
    ...groups.map((group) => ({
      label:
        group.length === models.length ? `All ${group.length} side by side` : group.map(({ name }) => name).join(' + '),
      models: group,
    })),
    ...models.map((model) => ({ label: model.name, models: [model] })),
  ]
}

/** Radio buttons in a row; nothing to choose where there is one model. */
export function choiceView(choices: readonly Choice[], onChoose: (choice: Choice) => void): HTMLElement | undefined {
  if (choices.length < 2) return undefined
  const name = newId('model')
  return h(
    'fieldset',
    { class: 'segments' },
    h('legend', {}, 'Model'),
    ...choices.map((choice, i) =>
      h(
        'label',
        {},
        h('input', { type: 'radio', name, value: i, checked: i === 0, onchange: () => onChoose(choice) }),
        h('span', {}, choice.label),
      ),
    ),
  )
}
