import { answerView, spokenAnswer } from './answer.ts'
import { ask, type Outcome } from './ask.ts'
import { type Choice, choicesOf, choiceView } from './choice.ts'
import { codesView } from './codes.ts'
import { fill, h } from './dom.ts'
import { examplesView } from './examples.ts'
import { type InputForm, inputForm } from './form.ts'
import { modelFacts } from './model-facts.ts'
import { type Model, readService, type Service } from './service.ts'
import { signIn } from './sign-in.ts'
import { watchVersions } from './versions.ts'
import { date, listed } from './words.ts'

const place = document.querySelector('#playground')!
const notice = document.querySelector('#notice')!

try {
  start(await readService())
} catch (error) {
  const again = () => location.reload()
  const retry = h('button', { type: 'button', class: 'primary', onclick: again }, 'Try again')
  const told = error instanceof Error ? error.message : String(error)
  fill(
    place,
    h('div', { class: 'problem', role: 'alert' }, h('strong', {}, 'The service is not ready'), h('p', {}, told), retry),
  )
}

/** Builds the page from the service's description. */
function start(service: Service): void {
  let models = service.models
  const session = service.hasUsers ? signIn(document.querySelector('#user')!, () => void showFacts()) : undefined
  const codes = codesView()
  const answers = h('div', { class: 'answers' })
  const said = h('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' })
  const aside = h('div', {})
  const choices = choicesOf(models)
  let chosen = choices[0]!
  let form: InputForm
  const button = h('button', { type: 'submit', class: 'primary' }, 'Predict')
  const fields = h('div', {})
  const sheet = h(
    'form',
    {
      class: 'panel',
      'aria-labelledby': 'ask-title',
      novalidate: true,
      onsubmit: (event: Event) => {
        event.preventDefault()
        void predict()
      },
      onkeydown: (event: KeyboardEvent) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) sheet.requestSubmit()
      },
    },
    h('h2', { id: 'ask-title' }, 'Try it'),
    choiceView(choices, (choice) => choose(choice)),
    fields,
    h('div', { class: 'row' }, button, h('span', { class: 'hint' }, 'Or press Ctrl + Enter.')),
  )

  const showCode = () => {
    const { href } = new URL(`models/${encodeURIComponent(chosen.models[0]!.name)}/predict`, document.baseURI)
    const username = chosen.models[0]!.needsUser ? (session?.session?.username ?? 'USERNAME') : undefined
    codes.show({ url: href, input: form.read(), username })
  }

  const choose = (choice: Choice) => {
    const before = chosen
    chosen = choice
    const isSame =
      form !== undefined && JSON.stringify(before.models[0]!.input) === JSON.stringify(choice.models[0]!.input)
    if (isSame) return showCode()
    form = inputForm(choice.models[0]!.input, showCode)
    const examples = choice.models.map((model) => model.examples).find((some) => some.length > 0) ?? []
    const pick = (input: unknown) => {
      form.write(input)
      void predict()
    }
    if (examples.length > 0) form.write(examples[0])
    fill(fields, form.element, examplesView(examples, pick))
    showCode()
  }

  let requests = 0
  const predict = async () => {
    const asking = chosen.models
    if (session && !session.session && asking.some((model) => model.needsUser)) {
      if (!(await session.open('The models of this service need a user.'))) return
    }
    requests += 1
    const mine = requests
    const input = form.read()
    showCode()
    button.setAttribute('aria-busy', 'true')
    const outcomes = await Promise.all(asking.map((model) => ask(model.name, input, session?.session)))
    // A later request has replaced this one.
    if (mine !== requests) return
    button.removeAttribute('aria-busy')
    show(asking, input, outcomes)
    if (session && outcomes.some((outcome) => outcome.kind === 'refused' && outcome.refusal.status === 401)) {
      const why = `Unknown user or wrong password${session.session ? ` for ${session.session.username}` : ''}.`
      session.refuse()
      if (await session.open(why)) await predict()
    }
  }

  const show = (asking: readonly Model[], input: unknown, outcomes: readonly Outcome[]) => {
    const asker = session?.session?.username
    const current = asking.map((model) => models.find(({ name }) => name === model.name) ?? model)
    place.classList.toggle('many', current.length > 2)
    fill(answers, ...current.map((model, i) => answerView(model, input, outcomes[i]!, asker)))
    said.textContent = current.map((model, i) => spokenAnswer(model, outcomes[i]!)).join(' ')
    const changed = current.filter((model, i) => {
      const outcome = outcomes[i]!
      return outcome.kind === 'answered' && outcome.version !== model.version
    })
    if (changed.length > 0) void renew(changed.map(({ name }) => name))
  }

  /** The models as they are now, with the scores that the user may see. */
  const showFacts = async () => {
    // A password that is wrong is told by the prediction; scores are then those that everyone sees.
    const authorization = session?.session?.authorization
    const read = await readService(authorization).catch(() => readService())
    models = read.models
    fill(aside, modelFacts(models, authorization))
  }

  /** Another version is in use: says so, and shows its scores. */
  const renew = async (changed: readonly string[]) => {
    await showFacts()
    const names = models
      .filter(({ name }) => changed.includes(name))
      .map(({ name, modelDate }) => `${name}, trained ${date(modelDate)}`)
    const close = h('button', { type: 'button', class: 'quiet', onclick: () => fill(notice) }, 'Close')
    fill(
      notice,
      h(
        'div',
        { class: 'notice' },
        h('p', {}, `A new version is in use: ${listed(names)}. Predict again to use it.`),
        close,
      ),
    )
  }

  fill(
    place,
    h(
      'div',
      { class: 'two' },
      sheet,
      h('section', { class: 'panel', 'aria-label': 'Predictions' }, h('h2', {}, 'Prediction'), said, answers),
    ),
    codes.element,
    aside,
  )
  fill(answers, h('p', { class: 'hint' }, 'Enter an input or choose an example.'))
  fill(aside, modelFacts(models))
  choose(chosen)
  watchVersions(
    () => new Map(models.map(({ name, version }) => [name, version])),
    (changed) => void renew(changed),
  )
}
