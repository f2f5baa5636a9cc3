import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { LiveModels, silentLog } from 'slipway/serve'
import { fullStore, goodWord, liveModels, smallDefinition } from '../serve/world.ts'
import { closeBrowser, openPage, withBrowser } from '../support/browser.ts'
import { tooFaint } from '../support/contrast.ts'
import { answerOf, signIn, startPlayground as start } from '../support/playground.ts'

after(closeBrowser)

test(
  'a person types, signs in, predicts, and reads each prediction and the words behind it',
  withBrowser,
  async (t) => {
    const page = await openPage(t)
    await page.goto(await start(t))
    assert.equal(await page.title(), 'small')
    await page.getByRole('textbox', { name: 'Text' }).fill('a good day')
    await page.getByRole('button', { name: 'Predict' }).click()
    await signIn(page, 'alice', 'wonderland')
    for (const model of ['v1', 'v2', 'open']) {
      const answer = answerOf(page, model)
      await answer.getByText('positive 90 % probability').waitFor()
      assert.deepEqual(await answer.locator('mark').allTextContents(), ['good'])
      assert.equal(await answer.getByRole('row', { name: 'good' }).locator('.number').textContent(), '+3.00')
    }
    // Asked again, without being asked who it is.
    await page.getByRole('radio', { name: 'v1' }).check()
    await page.getByRole('textbox', { name: 'Text' }).fill('a bad day')
    await page.keyboard.press('Control+Enter')
    await answerOf(page, 'v1').getByText('negative 80 % probability').waitFor()
    assert.equal(await page.getByRole('article').count(), 1)
    assert.match((await page.locator('[role=status]').allTextContents()).join(), /v1: negative, 80 % probability\./)
  },
)

test(
  'an example is asked with one click, and the request can be copied without the password',
  withBrowser,
  async (t) => {
    const url = await start(t)
    const page = await openPage(t)
    await page.goto(url)
    await page.getByRole('radio', { name: 'v1' }).check()
    await page.getByRole('button', { name: 'so bad' }).click()
    await signIn(page, 'bob', 'schlüssel:€')
    await answerOf(page, 'v1').getByText('negative').first().waitFor()
    const code = page.getByLabel('The request as code')
    assert.equal(
      await code.textContent(),
      `curl ${url}models/v1/predict \\\n  -u bob \\\n  -H 'Content-Type: application/json' \\\n  -d '{"inputs":["so bad"]}'`,
    )
    for (const [tool, part] of [
      ['JavaScript', 'await fetch('],
      ['Python', 'requests.post('],
    ] as const) {
      await page.getByRole('radio', { name: tool }).check()
      assert.ok((await code.textContent())!.includes(part))
      assert.ok(!(await code.textContent())!.includes('schlüssel'))
    }
  },
)

test('what the service refuses, and a service that is gone, are said in words', withBrowser, async (t) => {
  const page = await openPage(t)
  await page.goto(await start(t))
  await page.getByRole('radio', { name: 'open' }).check()
  await page.route('**/predict', (route) =>
    route.fulfill({
      status: 400,
      contentType: 'application/problem+json',
      json: { title: 'Bad Request', detail: 'no', errors: [{ path: '/inputs/0/age', message: 'expected a number.' }] },
    }),
  )
  await page.getByRole('button', { name: 'Predict' }).click()
  await signIn(page, 'alice', 'wonderland')
  const answer = answerOf(page, 'open')
  await answer.getByText('Invalid input').waitFor()
  assert.equal(await answer.getByRole('listitem').textContent(), 'age: expected a number.')
  await page.unroute('**/predict')
  await page.route('**/predict', (route) => route.abort())
  await page.getByRole('button', { name: 'Predict' }).click()
  await answer.getByText('The service cannot be reached.').waitFor()
})

test(
  'a table has a field for each column, offers common values, and shows the columns behind the prediction',
  withBrowser,
  async (t) => {
    const input = {
      type: 'object',
      properties: {
        price: { type: ['number', 'null'] },
        brand: { type: 'string', examples: ['acme', 'zenith'] },
        new: { type: 'boolean' },
        size: { enum: ['small', 'large'] },
      },
      required: ['price', 'brand', 'new', 'size'],
    } as const
    const asked: unknown[] = []
    const shop = {
      ...goodWord(),
      checkInput: () => [],
      predict: (row: unknown) => {
        asked.push(row)
        return { label: 'positive', probabilities: { negative: 0.1, positive: 0.9 } }
      },
      explain: () => ({ bias: 0.5, explanation: [{ feature: 'price', contribution: -2 }] }),
      findUnseen: (_row: unknown, path: string) => [
        { path: `${path}/brand`, message: 'never seen in training: "acme".' },
      ],
    }
    const store = fullStore()
    const golden = [{ input: { price: 1 }, output: shop.predict({ price: 1 }) }]
    for (const model of ['v1', 'v2', 'open']) store.put(model, 'first', { input, golden })
    const models = new LiveModels(smallDefinition.models, { store, log: silentLog, open: () => shop as never })
    await models.load()
    asked.length = 0
    const page = await openPage(t)
    await page.goto(await start(t, { models }))
    await page.getByRole('radio', { name: 'open' }).check()
    assert.deepEqual(
      await page.locator('datalist option').evaluateAll((all) => all.map((o) => o.getAttribute('value'))),
      ['acme', 'zenith'],
    )
    await page.getByLabel('brand').fill('acme')
    await page.getByLabel('new').selectOption('no')
    await page.getByLabel('size').selectOption('large')
    await page.getByRole('button', { name: 'Predict' }).click()
    await signIn(page, 'alice', 'wonderland')
    const answer = answerOf(page, 'open')
    await answer.getByRole('row', { name: 'price' }).waitFor()
    assert.deepEqual(asked.at(-1), { price: null, brand: 'acme', new: false, size: 'large' })
    await answer.getByText('Columns behind the prediction').waitFor()
    assert.deepEqual(await answer.getByRole('list', { name: 'Warnings' }).allTextContents(), [
      'brand never seen in training: "acme".',
    ])
    assert.deepEqual(await answer.locator('.contributions .number').allTextContents(), ['−2.00', '+0.50'])
    await page.getByLabel('price').fill('9.5')
    await page.keyboard.press('Control+Enter')
    await page.locator('[aria-busy]').waitFor({ state: 'detached' })
    assert.deepEqual(asked.at(-1), { price: 9.5, brand: 'acme', new: false, size: 'large' })
  },
)

test('a new version is noticed while the page is open', withBrowser, async (t) => {
  const store = fullStore()
  const models = await liveModels(store)
  const page = await openPage(t)
  await page.clock.install()
  await page.goto(await start(t, { models }))
  await page.getByText('first').first().waitFor({ state: 'attached' })
  store.put('v2', 'second', { created: '2026-11-23T10:15:00Z' })
  await models.look()
  await page.clock.runFor(6000)
  await page.getByText(/^A new version is in use: v2, trained .*2026/).waitFor()
  await page.getByText('second', { exact: true }).waitFor({ state: 'attached' })
})

test('words of a service and of a person are shown as they are, never as HTML', withBrowser, async (t) => {
  const page = await openPage(t)
  await page.goto(await start(t))
  const hostile = '<img src=x onerror="document.title=1"> good'
  await page.getByRole('textbox', { name: 'Text' }).fill(hostile)
  await page.getByRole('button', { name: 'Predict' }).click()
  await signIn(page, 'alice', 'wonderland')
  const shown = answerOf(page, 'v1').locator('.text')
  assert.equal(await shown.textContent(), hostile)
  assert.equal(await page.locator('main img').count(), 0)
  assert.equal(await page.title(), 'small')
})

test(
  'the page is at most 150 KB over the wire, asks this host only, and works behind a path prefix',
  withBrowser,
  async (t) => {
    const url = await start(t)
    const page = await openPage(t)
    const session = await page.context().newCDPSession(page)
    await session.send('Network.enable')
    let bytes = 0
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength
    })
    const hosts = new Set<string>()
    page.on('request', (request) => hosts.add(new URL(request.url()).origin))
    // A proxy that takes a prefix off, as an ingress does.
    await page.route('http://prefix.test/some/where/**', async (route) => {
      const path = new URL(route.request().url()).pathname.replace('/some/where/', '')
      await route.fulfill({ response: await route.fetch({ url: url + path }) })
    })
    await page.goto(url)
    await page.getByRole('button', { name: 'Predict' }).waitFor()
    await page.waitForLoadState('networkidle')
    assert.ok(bytes > 5_000 && bytes < 150_000, `${bytes} bytes`)
    assert.deepEqual(
      [...hosts].filter((host) => host.startsWith('http')),
      [new URL(url).origin],
    )

    await page.goto('http://prefix.test/some/where/')
    await page.getByRole('radio', { name: 'open' }).check()
    await page.getByRole('button', { name: 'Predict' }).click()
    await signIn(page, 'alice', 'wonderland')
    await answerOf(page, 'open').getByText('% probability').waitFor()
    // The page goes on polling while the server ends.
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  },
)

for (const [width, colorScheme] of [
  [360, 'light'],
  [1280, 'dark'],
] as const) {
  test(
    `at ${width} pixels and in ${colorScheme} nothing is cut off, every control has a name, and texts stand out`,
    withBrowser,
    async (t) => {
      const page = await openPage(t, { viewport: { width, height: 800 }, colorScheme })
      await page.goto(await start(t))
      await page.getByRole('button', { name: 'Predict' }).click()
      await signIn(page, 'alice', 'wonderland')
      await answerOf(page, 'v2').waitFor()
      for (const summary of await page.locator('summary').all()) await summary.click()
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width)
      const unnamed = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('button, a, input, select, textarea, img')]
          .filter((element) => {
            const labels = 'labels' in element ? [...((element.labels as NodeListOf<HTMLElement> | null) ?? [])] : []
            const name = element.getAttribute('aria-label') ?? element.getAttribute('alt') ?? ''
            return (name + element.textContent + labels.map((label) => label.textContent).join('')).trim() === ''
          })
          .map((element) => element.outerHTML),
      )
      assert.deepEqual(unnamed, [])
      assert.deepEqual(await page.evaluate(tooFaint), [])
    },
  )
}
