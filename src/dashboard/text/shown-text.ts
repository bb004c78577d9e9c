import { html, type TemplateResult } from 'lit'

/**
 * Characters that would act on the page instead of being read: C0 and C1 controls (an ANSI escape begins with one),
 * line and paragraph separators, and the marks that embed, override or isolate a direction. The direction marks and
 * joiners that Arabic, Hebrew and emoji need are not among them.
 */
const acting = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** Makes control characters visible: `ESC` as `␛`, a right-to-left override as `[U+202E]`. White space becomes a space. */
export function visibleText(text: string): string {
  return text.replace(acting, (character) => {
    const code = character.charCodeAt(0)
    if (code === 0x09 || code === 0x0a || code === 0x0d) return ' '
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
  })
}

/**
 * Text that somebody else wrote, as text: isolated, so that its direction changes nothing around it, with control
 * characters visible. `` `code` `` is set as code, as GitHub does in titles.
 */
export function shownText(text: string): TemplateResult {
  const parts = visibleText(text).split(/`([^`]+)`/)
  return html`<bdi>${parts.map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}</bdi>`
}

/** A line of code or a path: like `shownText`, but nothing in it is markup. */
export function shownCode(text: string): TemplateResult {
  return html`<bdi><code>${visibleText(text)}</code></bdi>`
}

/** The URL if it is an absolute http(s) one, else null: a `javascript:` URL never becomes a link. */
export function webUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  return /^https?:$/.test(new URL(url).protocol) ? url : null
}
