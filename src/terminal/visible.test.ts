import { expect, test } from 'vitest'
import { brief, visible } from './visible.ts'

test('an ANSI escape is shown, not obeyed', () => {
  expect(visible('\u001b[31mred\u001b[0m')).toBe('␛[31mred␛[0m')
})

test('newlines and tabs become one space, so a title cannot forge a row', () => {
  expect(visible('one\r\n\ttwo\u2028three')).toBe('one two\ufffdthree')
})

test('right-to-left overrides and invisible characters are shown as replacement characters', () => {
  expect(visible('abc\u202egpj.exe\u200b')).toBe('abc\ufffdgpj.exe\ufffd')
})

test('other scripts and emoji stay as they are', () => {
  expect(visible('Füge שלום 日本 🎉 hinzu')).toBe('Füge שלום 日本 🎉 hinzu')
})

test('a cut never splits a character', () => {
  expect(brief('🎉🎉🎉🎉', 3)).toBe('🎉🎉…')
})
