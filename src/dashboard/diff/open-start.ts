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

/** A quotation mark that is no apostrophe: of what stands in a string nothing can be told. */
const quotation = /(?<!\p{L})['"`]|['"`](?!\p{L})/u
/** Behind the end of a comment this may stand; else it is a pattern such as the ones of files and of cron. */
const behindComment = /^(?:$|[\s}\]);,])/
/** A line of code ends so, and one of prose does not. */
const endOfCode = /[;{}]$/
/** Where arrows are usual (Mermaid's), the end of a comment must have its line to itself. */
const writesArrows = new Set(['md', 'markdown'])

/**
 * A hunk begins anywhere, also within a comment or a string that its file opened above: then its first sign of those
 * closes one. To take code for a comment greys all of it, so what could be code is taken for code.
 * @returns what stood above; "": nothing that can be told from these lines.
 */
export function findOpenStart(path: string, lines: readonly string[]): string {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  if (python.has(ending)) return openString(lines)
  const span = byEnding.get(ending)
  if (span === undefined) return ''
  const at = lines.findIndex((line) => line.includes(span.opens) || line.includes(span.closes))
  const line = lines[at] ?? ''
  const [opens, closes] = [line.indexOf(span.opens), line.indexOf(span.closes)]
  if (closes === -1 || (opens !== -1 && opens < closes)) return ''
  const before = line.slice(0, closes)
  const after = line.slice(closes + span.closes.length)
  const isEnd =
    span === blockComment
      ? endsBlock(before, after, lines.slice(0, at))
      : endsMarkup(before, after, writesArrows.has(ending))
  return isEnd ? span.opens : ''
}

function endsBlock(before: string, after: string, above: readonly string[]): boolean {
  if (!behindComment.test(after)) return false
  const text = before.trim()
  // By itself, or behind the star that begins each line.
  if (text === '' || text === '*' || text.startsWith('* ')) return true
  const isApart = / \**$/.test(before) && !quotation.test(before) && !before.includes('//')
  return isApart && ![text, ...above].some((line) => endOfCode.test(line.trimEnd()))
}

function endsMarkup(before: string, after: string, isAlone: boolean): boolean {
  if (isAlone) return before.trim() === '' && after.trim() === ''
  return /^\s*(?:$|<)/.test(after) && !quotation.test(before)
}

/** Lines of Python that no prose has. */
const code = [
  /^\s*(?:@\w|(?:async def|class|def|import|from|raise|return) )/,
  /^\s*[\w.]+(?:: [^=]+)? [+*/|-]?= /,
]
/** Others that prose has seldom. */
const likeCode = [
  /^\s*[#([{\])}]/,
  /^\s*(?:and|as|assert|await|break|continue|del|elif|else|except|finally|for|global|if|in|is|not|or|pass|print|try|while|with|yield)\b/,
  /=/,
  /[([{,:\\)]$/,
]
/** The name of a section in a docstring. */
const section = /^\s*[A-Z][A-Za-z ]*:$/
const isCode = (line: string) => code.some((sign) => sign.test(line))
const mayBeCode = (line: string) =>
  !section.test(line) && (likeCode.some((sign) => sign.test(line)) || quotation.test(line))
/** A sentence ends there, or three words follow each other. */
const isProse = (line: string) => /\p{L}[.!?]$/u.test(line) || /\p{L}{2} \p{L}+ \p{L}{2}/u.test(line)

/**
 * Python opens and closes a long string by the same sign: it closes one where more prose stands above it than what
 * could be code, nothing that must be, and behind it nothing but what may follow a string.
 */
function openString(lines: readonly string[]): string {
  const at = lines.findIndex((line) => quotes.some((quote) => line.includes(quote)))
  if (at === -1) return ''
  const line = lines[at]!
  const quote = quotes.find((one) => line.includes(one))!
  const begins = line.indexOf(quote)
  const after = line.slice(begins + quote.length).trim()
  // It opens and closes on this line, or a text begins there.
  if (after.includes(quote) || !/^(?:$|[\])},;#%]|\.\w+\()/.test(after)) return ''
  const above = [...lines.slice(0, at), line.slice(0, begins)].map((other) => other.trimEnd())
  const [doubtful, prose] = [
    above.filter(mayBeCode),
    above.filter((other) => isProse(other) && !mayBeCode(other)),
  ]
  return prose.length > doubtful.length && !above.some(isCode) ? quote : ''
}
