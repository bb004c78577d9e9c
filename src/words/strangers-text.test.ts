import { describe, expect, test } from 'vitest'
import { briefText, codeText, hasUnseen, pageText, plainText, terminalText } from './strangers-text.ts'

const flag = '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'
const marks = '\u0300\u0301\u0302\u0303\u0304\u0305\u0306'

describe('on a page, in a terminal, and in what is copied or read by programs', () => {
  test.each<[what: string, text: string, page: string, terminal: string, plain: string]>([
    ['an escape and a bell', '\u001b[31mred\u0007', '␛[31mred␇', '␛[31mred␇', '[31mred'],
    ['DEL and a C1 control', 'a\u007fb\u009bc', 'a␡b[U+009B]c', 'a␡b\ufffdc', 'a b c'],
    ['line breaks and tabs', 'a\r\n\tb\vc\u0085d', 'a   b c d', 'a b c d', 'a b c d'],
    ['line separators', 'a\u2028b\u2029c', 'a[U+2028]b[U+2029]c', 'a\ufffdb\ufffdc', 'a b c'],
    [
      'what turns a direction',
      'a\u202eb\u2066c\u200ed',
      'a[U+202E]b[U+2066]c[U+200E]d',
      'a\ufffdb\ufffdc\ufffdd',
      'a b c d',
    ],
    [
      'zero-width characters',
      'a\u200bb\u2060c\ufeffd\u00ade',
      'a[U+200B]b[U+2060]c[U+FEFF]d[U+00AD]e',
      'a\ufffdb\ufffdc\ufffdd\ufffde',
      'a b c d e',
    ],
    ['joiners that join nothing', 'a\u200db\u200cc', 'a[U+200D]b[U+200C]c', 'a\ufffdb\ufffdc', 'a b c'],
    ['tags', 'a\u{e0041}\u{e007f}b', 'a[U+E0041][U+E007F]b', 'a\ufffd\ufffdb', 'a b'],
    [
      'fillers and selectors',
      'a\u3164b\u034fc\ufe0fd\u{e0100}e',
      'a[U+3164]b[U+034F]c[U+FE0F]d[U+E0100]e',
      'a\ufffdb\ufffdc\ufffdd\ufffde',
      'a b c d e',
    ],
    ['half of a pair', 'a\ud800b', 'a[U+D800]b', 'a\ufffdb', 'a b'],
    [
      'a pile of marks',
      `Z${marks}!`,
      `Z${marks.slice(0, 4)}!`,
      `Z${marks.slice(0, 4)}!`,
      `Z${marks.slice(0, 4)}!`,
    ],
    ['other scripts', 'Füge שלום 日本 🎉', 'Füge שלום 日本 🎉', 'Füge שלום 日本 🎉', 'Füge שלום 日本 🎉'],
    ['an emoji that is joined', 'a 👩🏽\u200d💻', 'a 👩🏽\u200d💻', 'a 👩🏽💻', 'a 👩🏽💻'],
    ['selectors of emoji', '❤\ufe0f 1\ufe0f\u20e3', '❤\ufe0f 1\ufe0f\u20e3', '❤ 1\u20e3', '❤ 1\u20e3'],
    ['a flag of tags', flag, flag, '🏴', '🏴'],
    ['Persian', 'می\u200cخواهم', 'می\u200cخواهم', 'می خواهم', 'می خواهم'],
    ['Arabic with its marks', 'سلام\u200f!', 'سلام\u200f!', 'سلام!', 'سلام!'],
    ['Hindi and Sinhala', 'क्\u200dष ක්\u200dර', 'क्\u200dष ක්\u200dර', 'क्ष ක්ර', 'क्ष ක්ර'],
    ['Arabic’s number sign, which is seen', '\u0600١', '\u0600١', '\u0600١', '\u0600١'],
  ])('%s', (_, text, page, terminal, plain) => {
    expect(pageText(text)).toBe(page)
    expect(terminalText(text)).toBe(terminal)
    expect(plainText(text, 200)).toBe(plain)
    expect(codeText(text)).toBe(`\`${plain}\``)
    expect(hasUnseen(text)).toBe(page !== text)
  })
})

test('a public comment lets nothing through that is not seen, between any neighbours', () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code)
    if (!/[\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/u.test(character)) continue
    for (const text of [`a${character}b`, `👩${character}💻`, `م${character}م`, `क्${character}ष`])
      if (codeText(text).includes(character)) throw new Error(`U+${code.toString(16)} is let through`)
  }
})

test('as code nothing is markup, a link or a mention, and something always stands there', () => {
  expect(codeText('<img src=x> @team [x](y) `z`\n# h')).toBe("`<img src=x> @team [x](y) 'z' # h`")
  expect(codeText('')).toBe('` `')
  expect(codeText('\u200b')).toBe('` `')
  expect(codeText('x'.repeat(10), 4)).toBe('`xxx…`')
})

test('many characters that are not seen cost no more than their number', () => {
  for (const many of [
    flag.repeat(20_000),
    'م\u200e'.repeat(200_000),
    '\u{e0041}'.repeat(200_000),
    '👩\u200d'.repeat(100_000),
  ])
    expect(plainText(many, 10).length).toBeLessThan(30)
})

test('a cut never splits a character', () => {
  expect(briefText('🎉🎉🎉🎉', 3)).toBe('🎉🎉…')
  expect(plainText('🎉🎉🎉🎉', 4)).toBe('🎉🎉🎉🎉')
})
