import { html, nothing } from 'lit/html.js'
import { expect, test } from 'vitest'
import { toHtml } from './to-html.ts'

test('text, lists, templates within and nothing at all', () => {
  const row = (n: number) => html`<li>${n}</li>`
  expect(toHtml(html`<ul>${[1, 2].map(row)}</ul>${nothing}${undefined}${null}${''}<b>${'x'} y</b>`)).toBe(
    '<ul><li>1</li><li>2</li></ul><b>x y</b>',
  )
})

test('attributes: quoted where they were not, in part, only where they are set', () => {
  expect(
    toHtml(html`<a class="a ${'b'} c" href=${'/x'} title=${nothing} ?inert=${true} ?hidden=${false}>t</a>`),
  ).toBe('<a class="a b c" href="/x" inert>t</a>')
})

test('what only a running page can take is left out', () => {
  expect(toHtml(html`<input .value=${'typed'} @change=${() => {}} name="q" />`)).toBe('<input name="q" />')
})

test('no value ends the text, the attribute or the tag that it stands in', () => {
  const hostile = `</b><script>alert(1)</script>" onclick='x' & <!--`
  const page = toHtml(html`<b class="a ${hostile}" title=${hostile}>${hostile}</b>`)
  const escaped =
    '&#60;/b&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#34; onclick=&#39;x&#39; &#38; &#60;!--'
  expect(page).toBe(`<b class="a ${escaped}" title="${escaped}">${escaped}</b>`)
})

test('what the server cannot draw is said, not drawn as something else', () => {
  expect(() => toHtml(html`<b>${{ a: 1 }}</b>`)).toThrow(TypeError)
  expect(() => toHtml(html`<b ${'title'}></b>`)).toThrow(TypeError)
})
