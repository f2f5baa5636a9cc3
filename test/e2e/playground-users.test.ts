import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { LocalRateLimit } from '../../src/serve/limits/rate-limit.ts'
import { closeBrowser, openPage, withBrowser } from '../support/browser.ts'
import { answerOf, signIn, startPlayground as start } from '../support/playground.ts'

after(closeBrowser)

test('a wrong password, a missing permission and a limit are said in words', withBrowser, async (t) => {
  const page = await openPage(t)
  await page.goto(await start(t, { limit: new LocalRateLimit(12) }))
  await page.getByRole('button', { name: 'Predict' }).click()
  await signIn(page, 'bob', 'guessed')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Unknown user or wrong password for bob.').waitFor()
  // Nobody is signed in by a wrong password.
  assert.equal(await page.locator('#user').textContent(), 'Sign in')
  await dialog.getByLabel('Password').fill('schlüssel:€')
  await page.keyboard.press('Enter')
  await answerOf(page, 'v1').getByText('% probability').waitFor()
  await answerOf(page, 'v2').getByText('Not allowed').waitFor()
  await page.getByRole('radio', { name: 'v1' }).check()
  for (let i = 0; i < 12; i++) {
    await page.getByRole('button', { name: 'Predict' }).click()
    await page.locator('[aria-busy]').waitFor({ state: 'detached' })
  }
  await answerOf(page, 'v1').getByText('Too many requests').waitFor()
  await answerOf(page, 'v1')
    .getByText(/^Try again in \d+ s\.$/)
    .waitFor()
})

test('the scores of models are shown to who signed in and may ask them', withBrowser, async (t) => {
  const page = await openPage(t)
  await page.goto(await start(t))
  const accuracy = page.getByRole('cell', { name: '90.0 %' })
  await page.getByRole('heading', { name: 'The models' }).waitFor()
  assert.equal(await accuracy.count(), 0)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signIn(page, 'bob', 'schlüssel:€')
  await accuracy.first().waitFor()
  assert.equal(await accuracy.count(), 2, 'of v1 and open, not of v2')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await accuracy.first().waitFor({ state: 'detached' })
})

test('the plots of a model that needs a user are fetched with the user who signed in', withBrowser, async (t) => {
  const page = await openPage(t)
  const asked: (string | undefined)[] = []
  await page.route('**/models', async (route) => {
    const response = await route.fetch()
    const { models } = (await response.json()) as { models: { plots?: string[] }[] }
    const isKnown = route.request().headers().authorization !== undefined
    await route.fulfill({
      response,
      json: { models: models.map((model) => ({ ...model, plots: isKnown ? ['roc.svg'] : [] })) },
    })
  })
  await page.route('**/card/roc.svg', (route) => {
    asked.push(route.request().headers().authorization)
    return route.fulfill({
      contentType: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>',
    })
  })
  await page.goto(await start(t))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await signIn(page, 'bob', 'schlüssel:€')
  const plot = page.locator('img[alt^="ROC curve of v1"]')
  await plot.waitFor({ state: 'attached' })
  assert.equal(await plot.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)), 8)
  assert.ok(asked.length > 0 && asked.every((user) => user?.startsWith('Basic ')), String(asked))
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})
