import { describe, expect, test } from 'vitest'
import { visibleText } from '../../words/strangers-text.ts'
import { webUrl } from './shown-text.ts'

describe('visibleText', () => {
  test('shows an escape and a bell as their pictures', () => {
    expect(visibleText('\u001b[31mred\u0007')).toBe('␛[31mred␇')
  })
  test('shows what overrides, embeds or isolates a direction by its code', () => {
    expect(visibleText('a\u202eb\u2066c\u2028')).toBe('a[U+202E]b[U+2066]c[U+2028]')
  })
  test('keeps the marks and joiners that Hebrew, Arabic and emoji need', () => {
    const text = 'שלום\u200f سلام\u200d 👩\u200d💻'
    expect(visibleText(text)).toBe(text)
  })
  test('makes a line break and a tab a space', () => {
    expect(visibleText('a\nb\tc\r')).toBe('a b c ')
  })
})

describe('webUrl', () => {
  test.each(['https://github.com/a/b/pull/1', 'http://localhost:3000/x'])('%s may become a link', (url) => {
    expect(webUrl(url)).toBe(url)
  })
  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.org',
    '/relative',
    '',
  ])('%j may not', (url) => {
    expect(webUrl(url)).toBeNull()
  })
  test('none is none', () => {
    expect(webUrl(null)).toBeNull()
  })
})
