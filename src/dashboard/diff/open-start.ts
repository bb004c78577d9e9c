/** What is open in a language's text until it is closed: the sign that opens it, and the one that closes it. */
interface Span {
  opens: string
  closes: string
}

const blockComment: Span = { opens: '/*', closes: '*/' }
const markupComment: Span = { opens: '<!--', closes: '-->' }

const byEnding = new Map<string, Span>([
  ...'js mjs cjs jsx ts mts cts tsx gts gjs css scss less rs go java c h cc cpp cxx hh hpp php swift cs kt kts scala dart groovy gradle sql proto m mm'
    .split(' ')
    .map((ending) => [ending, blockComment] as const),
  ...'html htm vue svelte xml svg xsd xslt md markdown'
    .split(' ')
    .map((ending) => [ending, markupComment] as const),
])
const python = new Set(['py', 'pyi', 'pyx', 'bzl'])
const quotes = ['"""', "'''"] as const

/** Behind this a string of Python begins: what is assigned, handed over, given back or listed; or its prefix. */
const beforeString = /(?:[=([{,:+%>]|\b(?:return|yield|in|and|or|not|if|else|assert|raise)|\b[rbuf]{1,2})$/i
/** Python opens a block so; a string that stands there by itself tells what the block does. */
const blockBegins = /:\s*(?:#.*)?$/

/**
 * A hunk begins anywhere, also within a comment or a string that its file opened above: then its first sign of those
 * closes one. @returns what stood above; "": nothing that can be told from these lines.
 */
export function findOpenStart(path: string, lines: readonly string[]): string {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  if (python.has(ending)) return openString(lines)
  const span = byEnding.get(ending)
  if (span === undefined) return ''
  for (const line of lines) {
    const [opens, closes] = [line.indexOf(span.opens), line.indexOf(span.closes)]
    if (opens === -1 && closes === -1) continue
    return closes !== -1 && (opens === -1 || closes < opens) ? span.opens : ''
  }
  return ''
}

/** Python opens and closes a long string by the same sign: what stands around the first one has to tell. */
function openString(lines: readonly string[]): string {
  const at = lines.findIndex((line) => quotes.some((quote) => line.includes(quote)))
  if (at === -1) return ''
  const line = lines[at]!
  const quote = quotes.find((one) => line.includes(one))!
  const before = line.slice(0, line.indexOf(quote)).trimEnd()
  const after = line.slice(line.indexOf(quote) + quote.length).trim()
  // It opens and closes on this line.
  if (after.includes(quote)) return ''
  if (before.trim() !== '') return beforeString.test(before) ? '' : quote
  // A text that begins there, or something that is done with the string that ends there.
  if (after !== '') return /^[\])},.:;#%]/.test(after) ? quote : ''
  const above = lines.slice(0, at).findLast((other) => other.trim() !== '')
  return above === undefined || blockBegins.test(above) || beforeString.test(above.trimEnd()) ? '' : quote
}
