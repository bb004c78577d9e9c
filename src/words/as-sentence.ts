/**
 * What the API says, which begins small as it may stand behind a field's name, as a sentence of its own: with a capital
 * and a full stop. A name (`acme/shop`, `DATA_DIR`) stays as it is spelled.
 */
export function asSentence(text: string): string {
  const isWord = /^[a-z][a-z’']*(?=[ ,:]|$)/.test(text)
  const begun = isWord ? text.charAt(0).toUpperCase() + text.slice(1) : text
  return /[.?!…]$|^$/.test(begun) ? begun : `${begun}.`
}
