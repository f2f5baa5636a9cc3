import { fill, h, newId } from './dom.ts'

/** A signed-in user. Kept in this page's memory only: gone when it is closed or reloaded. */
export interface Session {
  readonly username: string
  /** Value of the `Authorization` header. */
  readonly authorization: string
}

export interface SignIn {
  readonly session: Session | undefined
  /** The user is not known by this password: nobody is signed in any more, and the name is kept to try again. */
  refuse(): void
  /** Asks for a user, with a sentence why; resolves to whether there is one now. */
  open(why: string): Promise<boolean>
}

/**
 * Shows who is signed in, with a way in and out, and asks for a user when one is needed.
 * @param onChange called when somebody signed in or out
 */
export function signIn(place: Element, onChange: () => void): SignIn {
  let session: Session | undefined
  let lastName = ''
  const show = () =>
    session
      ? fill(
          place,
          h('span', { class: 'user' }, session.username),
          h('button', { type: 'button', class: 'quiet', onclick: () => use(undefined) }, 'Sign out'),
        )
      : fill(
          place,
          h(
            'button',
            {
              type: 'button',
              class: 'quiet',
              onclick: () => void open('The models of this service need a user.'),
            },
            'Sign in',
          ),
        )
  const use = (next: Session | undefined) => {
    session = next
    lastName = next?.username ?? ''
    show()
    onChange()
  }
  const open = async (why: string) => {
    const next = await askForUser(why, lastName)
    if (next) use(next)
    return next !== undefined
  }
  show()
  return {
    get session() {
      return session
    },
    open,
    refuse: () => {
      const name = lastName
      use(undefined)
      lastName = name
    },
  }
}

function askForUser(why: string, username: string): Promise<Session | undefined> {
  const { promise, resolve } = Promise.withResolvers<Session | undefined>()
  const [nameId, passwordId, titleId] = [newId('name'), newId('password'), newId('title')]
  const name = h('input', {
    id: nameId,
    autocomplete: 'username',
    required: true,
    autocapitalize: 'none',
    spellcheck: 'false',
    value: username,
  })
  const password = h('input', { id: passwordId, type: 'password', autocomplete: 'current-password', required: true })
  let given: Session | undefined
  const dialog = h(
    'dialog',
    {
      'aria-labelledby': titleId,
      onclose: () => {
        dialog.remove()
        resolve(given)
      },
    },
    h(
      'form',
      {
        method: 'dialog',
        onsubmit: () => {
          given = { username: name.value, authorization: `Basic ${base64(`${name.value}:${password.value}`)}` }
        },
      },
      h('h2', { id: titleId }, 'Sign in'),
      h('p', {}, why),
      h('label', { for: nameId }, 'User name'),
      name,
      h('label', { for: passwordId }, 'Password'),
      password,
      h('p', { class: 'hint' }, 'Kept in this page only, until you close it.'),
      h(
        'div',
        { class: 'row end' },
        h('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, 'Cancel'),
        h('button', { type: 'submit', class: 'primary' }, 'Sign in'),
      ),
    ),
  )
  document.body.append(dialog)
  dialog.showModal()
  if (username !== '') password.focus()
  return promise
}

/** Base64 of the text's UTF-8 bytes, as RFC 7617 has it. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
