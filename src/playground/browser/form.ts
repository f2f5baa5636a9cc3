import { h, newId } from './dom.ts'
import type { Schema } from './service.ts'
import { count, spoken } from './words.ts'

/** A form for one input of a model. */
export interface InputForm {
  readonly element: HTMLElement
  /** What is in the form, as the model takes it. */
  read(): unknown
  /** Puts an input into it. */
  write(input: unknown): void
}

/** Makes a form for what a schema describes: a text, or an object by column. */
export function inputForm(schema: Schema, onChange: () => void): InputForm {
  return schema.properties ? columnsForm(schema, onChange) : textForm(schema, onChange)
}

function textForm({ maxLength, description }: Schema, onChange: () => void): InputForm {
  const [id, hintId] = [newId('text'), newId('hint')]
  const left = h('span', { class: 'hint', id: hintId })
  const area = h('textarea', {
    id,
    rows: 5,
    'aria-describedby': hintId,
    oninput: () => {
      say()
      onChange()
    },
  })
  const say = () => {
    const length = area.value.length
    left.textContent =
      maxLength === undefined
        ? `${count(length)} characters`
        : `${count(length)} of at most ${count(maxLength)} characters`
    area.toggleAttribute('aria-invalid', maxLength !== undefined && length > maxLength)
  }
  say()
  return {
    element: h('div', { class: 'field' }, h('label', { for: id }, description ?? 'Text'), area, left),
    read: () => area.value,
    write: (input) => {
      area.value = String(input)
      say()
    },
  }
}

interface Field {
  readonly element: HTMLElement
  /** What a browser offers while somebody types. */
  readonly list?: HTMLElement
  /** undefined: left out. */
  read(): unknown
  write(value: unknown): void
}

function columnsForm({ properties = {}, required = [] }: Schema, onChange: () => void): InputForm {
  const columns = Object.entries(properties)
  const isOptional = ([name, schema]: readonly [string, Schema]) =>
    !required.includes(name) || typesOf(schema).includes('null')
  const saysOnce = columns.length > 2 && columns.every(isOptional)
  const fields = columns.map(
    ([name, schema]) => [name, field(name, schema, required.includes(name), saysOnce, onChange)] as const,
  )
  return {
    element: h(
      'div',
      {},
      h('div', { class: 'columns' }, ...fields.map(([, { element }]) => element)),
      saysOnce && h('p', { class: 'hint below' }, 'All fields are optional.'),
    ),
    read: () =>
      Object.fromEntries(
        fields.flatMap(([name, { read }]) => {
          const value = read()
          return value === undefined ? [] : [[name, value]]
        }),
      ),
    write: (input) => {
      const values = (typeof input === 'object' && input !== null ? input : {}) as { readonly [name: string]: unknown }
      for (const [name, { write }] of fields) write(values[name])
    },
  }
}

function field(name: string, schema: Schema, isRequired: boolean, saysOnce: boolean, onChange: () => void): Field {
  const [id, hintId] = [newId('column'), newId('hint')]
  const types = typesOf(schema)
  const choices = choicesOf(schema)
  const hint = hintOf(schema, types, saysOnce || (isRequired && !types.includes('null')))
  const shared = { id, name, oninput: onChange, ...(hint !== '' && { 'aria-describedby': hintId }) }
  const control = choices
    ? choose(choices, isRequired, shared)
    : types.includes('boolean')
      ? choose([true, false], isRequired, shared)
      : types.includes('number') || types.includes('integer')
        ? typeNumber(schema, types, shared)
        : typeText(schema, types, shared)
  return {
    element: h(
      'div',
      { class: 'field' },
      h('label', { for: id, title: name }, schema.title ?? spoken(name)),
      control.element,
      control.list,
      hint !== '' && h('span', { class: 'hint', id: hintId }, hint),
    ),
    // What may be null says so where nothing is given; what is not required is left out.
    read: () => control.read() ?? (types.includes('null') ? null : undefined),
    write: control.write,
  }
}

type Shared = { readonly [attribute: string]: string | (() => void) }

function choose(choices: readonly unknown[], isRequired: boolean, shared: Shared): Field {
  const options = choices.map((choice, i) => h('option', { value: i }, show(choice)))
  const element = h('select', shared, !isRequired && h('option', { value: '' }, '–'), ...options)
  return {
    element,
    read: () => (element.value === '' ? undefined : choices[Number(element.value)]),
    write: (value) => {
      const at = choices.indexOf(value)
      element.value = at >= 0 ? String(at) : isRequired ? '0' : ''
    },
  }
}

function typeNumber({ minimum, maximum }: Schema, types: readonly string[], shared: Shared): Field {
  const isWhole = !types.includes('number')
  const element = h('input', {
    ...shared,
    type: 'number',
    step: isWhole ? 1 : 'any',
    min: minimum,
    max: maximum,
    inputmode: isWhole && (minimum ?? -1) >= 0 ? 'numeric' : 'decimal',
  })
  return {
    element,
    read: () => (element.value === '' ? undefined : Number(element.value)),
    write: (value) => {
      element.value = value === undefined || value === null ? '' : String(value)
    },
  }
}

function typeText({ examples = [] }: Schema, types: readonly string[], shared: Shared): Field {
  const listId = newId('list')
  const hasList = examples.length > 0
  const element = h('input', { ...shared, type: 'text', list: hasList && listId })
  return {
    element,
    ...(hasList && {
      list: h('datalist', { id: listId }, ...examples.map((value) => h('option', { value: show(value) }))),
    }),
    read: () => (element.value === '' && types.includes('null') ? undefined : element.value),
    write: (value) => {
      element.value = value === undefined || value === null ? '' : String(value)
    },
  }
}

/** The types that a column may have, through alternatives. */
function typesOf({ type, anyOf = [] }: Schema): string[] {
  const own = type === undefined ? [] : typeof type === 'string' ? [type] : [...type]
  return [...own, ...anyOf.flatMap(typesOf)]
}

function choicesOf({ enum: values, anyOf = [] }: Schema): readonly unknown[] | undefined {
  const all =
    values ??
    (anyOf.length > 0 && anyOf.every((one) => one.const !== undefined) ? anyOf.map((one) => one.const) : undefined)
  const inner = all ?? anyOf.map(choicesOf).find((choices) => choices !== undefined)
  return inner?.filter((value) => value !== null)
}

function hintOf(schema: Schema, types: readonly string[], isRequired: boolean): string {
  const { description, minimum, maximum } = schema
  const isNumber = types.includes('number') || types.includes('integer')
  return [
    description,
    minimum !== undefined && maximum !== undefined && isNumber && `${minimum} to ${maximum}`,
    !isRequired && 'may be left empty',
  ]
    .filter((part) => typeof part === 'string')
    .join('; ')
}

function show(value: unknown): string {
  return value === true ? 'yes' : value === false ? 'no' : String(value)
}
