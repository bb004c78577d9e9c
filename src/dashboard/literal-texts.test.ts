// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the cases are sources with templates in them
import { describe, expect, test } from 'vitest'
import { findLiteralTexts, listDashboardFiles, readLiteralTexts } from '../testing/literal-texts.ts'

/** What looks like words and is none that a person reads. */
const silent: Record<string, (text: string) => boolean> = {
  // A cell's classes.
  'src/dashboard/diff/build-rows.ts': (text) => text === 'cell none',
  // The endings of files.
  'src/dashboard/diff/open-start.ts': (text) => /^[a-z ]+$/.test(text),
  // The endings of files, and a grammar's node.
  'src/dashboard/diff/languages.ts': (text) => /^[a-z\d ]+$/.test(text) || text === 'Program',
  // What is wrong with a template, for who writes it.
  'src/markup/to-html.ts': (text) => text.startsWith('a '),
}

test('every text that a person reads stands in src/words, where one person can edit all of them', () => {
  const literal = listDashboardFiles().flatMap((file) =>
    readLiteralTexts(file)
      .filter((text) => !silent[file]?.(text))
      .map((text) => `${file}: ${text}`),
  )
  expect(literal).toEqual([])
})

describe('a text is found', () => {
  test.each([
    ['between tags', 'html`<p>Not scanned yet</p>`', ['Not scanned yet']],
    ['around what is put in', 'html`<p>and ${more} more</p>`', ['and … more']],
    ['behind a tag whose attributes hold programs', 'html`<a @click=${() => go()}>Open</a>`', ['Open']],
    ['in an attribute that is heard', 'html`<nav aria-label="Members"></nav>`', ['Members']],
    ['in an attribute that is put together', 'html`<b title=${`of #${a}`}></b>`', ['of #…']],
    ['in a property of an element of ours', 'html`<claw-empty headline="None"></claw-empty>`', ['None']],
    ['in what a condition comes to', "html`<p>${draft ? 'draft' : no ?? 'none'}</p>`", ['draft', 'none']],
    ['in a template within', 'html`${rows.map((row) => html`<li>row ${row}</li>`)}`', ['row …']],
    ['in a drawing', 'svg`<text>of</text>`', ['of']],
    ['in a noun that is counted', "const text = count(lines, 'line')", ['line']],
    ['in a sentence of the program', "this.problem = 'That is not the token.'", ['That is not the token.']],
    ['in an error, which a page shows', "throw new Error('It does not answer')", ['It does not answer']],
    ['in a record', "const keys = { Everywhere: [['d', 'a duplicate']] } as const", ['a duplicate']],
    ['once', "const [a, b] = ['Open', 'Open']", ['Open']],
  ])('%s', (_, source, texts) => {
    expect(findLiteralTexts(source)).toEqual(texts)
  })
})

describe('no text is', () => {
  test.each([
    ['what comes from src/words', 'html`<p title=${texts.why}>${texts.what(1, 2)}</p>`'],
    ['a number, a sign, a key', 'html`<h1>#${a} · <kbd>d</kbd></h1>`'],
    ['a class, an id, an address', 'html`<a id="main" class="big ${on ? "high up" : ""}" href="/a b"></a>`'],
    ['the name of the project, a setting', 'html`<b>ClawTriage</b><code>DASHBOARD_TOKEN</code>`'],
    ['a selector, an event, a state', "find('claw-set, claw-pull'); on('row-selected'); state = 'failed'"],
    ['a style', 'css`.list { color: red blue; }`'],
    ['a module', "import { a } from './An element.ts'"],
    ['a type', "type Queue = 'To decide' | 'Put off'"],
  ])('%s', (_, source) => {
    expect(findLiteralTexts(source)).toEqual([])
  })
})
