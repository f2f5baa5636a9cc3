import type { Page } from 'playwright-core'

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
