/** GitHub's expressions, with plain text between them: every second argument is text. */
export function expression(...parts: readonly string[]): string {
  return parts.map((part, i) => (i % 2 === 0 ? `\${{ ${part} }}` : part)).join('')
}
