import { html, type TemplateResult } from 'lit/html.js'
import { pageText } from '../words/strangers-text.ts'

/**
 * Text that a stranger wrote, as text: isolated, so that its direction changes nothing around it, with control
 * characters visible. `` `code` `` is set as code, as GitHub does in titles.
 */
export function shownText(text: string): TemplateResult {
  const shown = pageText(text)
  const parts = shown.split(/`([^`]+)`/)
  // Most texts are so, and a list has hundreds.
  if (parts.length === 1) return html`<bdi>${shown}</bdi>`
  return html`<bdi>${parts.map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}</bdi>`
}

/** A line of code or a path: like `shownText`, but nothing in it is markup. */
export function shownCode(text: string): TemplateResult {
  return html`<bdi><code>${pageText(text)}</code></bdi>`
}

/** The URL if it is an absolute http(s) one, else null: a `javascript:` URL never becomes a link. */
export function webUrl(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  return /^https?:$/.test(new URL(url).protocol) ? url : null
}
