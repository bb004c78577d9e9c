/** Characters that nobody sees, or that turn the text around them: they must not decide how a line reads. */
const unseen = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

/** Somebody else's text as code in Markdown: one line, at most so long, nothing in it is markup, a link or a mention. */
export function codeText(text: string, most = 200): string {
  const line = text.toWellFormed().replaceAll(unseen, ' ').replaceAll('`', "'").trim()
  const shown = [...line].slice(0, most).join('')
  return `\`${shown === '' ? ' ' : shown}${shown.length < line.length ? '…' : ''}\``
}
