import { describe, expect, test } from 'vitest'
import { webUrl } from './shown-text.ts'

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
