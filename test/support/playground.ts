import type { TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import type { AppOptions } from 'slipway/serve'
import { smallApp } from '../serve/world.ts'

/** The small service, listening; its models say positive where a text has the word "good". */
export async function startPlayground(t: TestContext, options: Partial<AppOptions> = {}): Promise<string> {
  const app = await smallApp(options)
  t.after(() => app.close())
  return `${await app.listen({ host: '127.0.0.1', port: 0 })}/`
}

/** Fills in the playground's dialog that asks who it is. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Sign in' })
  await dialog.getByLabel('User name').fill(username)
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Sign in' }).click()
}

/** What the page shows of a model's answer. */
export const answerOf = (page: Page, model: string) =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: model }) })
