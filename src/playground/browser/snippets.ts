/** A request as it can be copied. */
export interface Request {
  /** Address of the prediction route, whole. */
  readonly url: string
  readonly input: unknown
  /** Who asks, where the service has users. The password is never part of what is copied. */
  readonly username?: string | undefined
}

/** The request in the words of three tools, by their names. */
export const snippets: { readonly [tool: string]: (request: Request) => string } = {
  curl: ({ url, input, username }) =>
    [
      `curl ${shell(url)}`,
      ...(username === undefined ? [] : [`-u ${shell(username)}`]),
      `-H 'Content-Type: application/json'`,
      `-d ${shell(JSON.stringify({ inputs: [input] }))}`,
    ].join(' \\\n  '),
  JavaScript: ({ url, input, username }) =>
    [
      `const answer = await fetch(${JSON.stringify(url)}, {`,
      `  method: 'POST',`,
      `  headers: {`,
      `    'Content-Type': 'application/json',`,
      ...(username === undefined
        ? []
        : [`    Authorization: 'Basic ' + btoa(${JSON.stringify(`${username}:`)} + password),`]),
      `  },`,
      `  body: JSON.stringify({ inputs: [${JSON.stringify(input)}] }),`,
      `})`,
      `const { predictions } = await answer.json()`,
      `console.log(predictions[0])`,
    ].join('\n'),
  Python: ({ url, input, username }) =>
    [
      `import requests`,
      ``,
      `answer = requests.post(`,
      `    ${JSON.stringify(url)},`,
      `    json={"inputs": [${python(input)}]},`,
      ...(username === undefined ? [] : [`    auth=(${python(username)}, password),`]),
      `)`,
      `answer.raise_for_status()`,
      `print(answer.json()["predictions"][0])`,
    ].join('\n'),
}

/** A word of a POSIX shell, whatever is in it. */
function shell(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

/** A JSON value as a literal of Python: but for these three words the two agree. */
function python(value: unknown): string {
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (value === null || value === undefined) return 'None'
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([name, entry]) => `${JSON.stringify(name)}: ${python(entry)}`)
      .join(', ')}}`
  return JSON.stringify(value)
}
