import { expect, test } from 'vitest'
import { commit } from '../../testing/case.ts'
import { broughtOver, mostlyBroughtOver } from './brought-over.ts'

const said = (message: string, author = 'ada marsh') => broughtOver(commit(author, 1, message))
const signed = 'Signed-off-by: tide-bot <tide-bot@tide.example>'

test.each([
  ['a trailer of Copybara', 'Settle levels\n\nPiperOrigin-RevId: 310', 'PiperOrigin-RevId: 310', null],
  ['another of it', 'Settle levels\n\nGitOrigin-RevId: 1a2b3c4', 'GitOrigin-RevId: 1a2b3c4', null],
  ['one of ShipIt', 'Settle levels\n\nfbshipit-source-id: 1a2b3c4', 'fbshipit-source-id: 1a2b3c4', null],
  [
    'a pull request that was imported',
    'Settle levels\n\nImported from GitHub PR https://github.com/acme/tide/pull/12',
    'Imported from GitHub PR https://github.com/acme/tide/pull/12',
    'acme/tide',
  ],
  ['a change set', 'Settle levels\n\n[tfs-changeset: 1650]', '[tfs-changeset: 1650]', null],
  ['a subject', 'Mirror changes from acme/tide', 'Mirror changes from acme/tide', 'acme/tide'],
  [
    "a program that signs a person's",
    `Settle levels (acme/tide#310)\n\n${signed}`,
    'Signed-off-by: tide-bot',
    'acme/tide',
  ],
  ['a squash of there', `Settle levels (#310)\n\n${signed}`, 'Signed-off-by: tide-bot', null],
])('%s says that a program brought it over', (_, message, words, from) => {
  expect(said(message)).toEqual({ words, from })
})

test.each([
  ['a reference', 'Settle levels (acme/tide#310)'],
  ['what a person ports', 'Port levels from acme/tide#310'],
  ['a trailer within a line', 'Explain PiperOrigin-RevId: 310'],
  ['a component', '[mirror] Settle levels'],
  ['a thing called so', 'Mirror the gauge for left hands'],
  ['a person', 'Settle levels\n\nSigned-off-by: John Talbot <talbot@tide.example>'],
  ['what its author signs too', `Settle levels\n\nSigned-off-by: ada marsh <ada@tide.example>\n${signed}`],
])('%s says nothing of the kind', (_, message) => {
  expect(said(message)).toBeNull()
})

test('what its author signs by another name, or another spelling, at one address is that one’s own', () => {
  const own = commit('ada', 1, '').authorEmail!
  for (const line of [
    `Signed-off-by: Ada Marsh <${own.toUpperCase()}>`,
    'signed-off-by: ADA <elsewhere@tide.example>',
  ])
    expect(said(`Settle levels\n\n${line}\n${signed}`, 'ada')).toBeNull()
  expect(said(`Settle levels\n\nSigned-off-by: bela <bela@tide.example>\n${signed}`, 'ada')).not.toBeNull()
})

test('what a program signs of its own, or of an agent, comes from nowhere', () => {
  const message = `Settle levels\n\n${signed}`
  expect(said(message, 'tide-bot')).toBeNull()
  expect(said(message, 'Tide-Bot')).toBeNull()
  expect(said(message, 'copilot')).toBeNull()
  expect(said(message, '')).toBeNull()
})

test('words are cut, and a message is read to its eight thousandth character', () => {
  expect(said(`Settle\n\nMirrored-from: ${'x'.repeat(200)}`)?.words).toHaveLength(80)
  const trailer = '\n\nGitOrigin-RevId: 1a2b3c4'
  expect(said(`${'x'.repeat(8_000 - trailer.length)}${trailer}`)).not.toBeNull()
  expect(said(`${'x'.repeat(8_000)}${trailer}`)).toBeNull()
})

test('half of the commits that are no merges make a pull request one that was brought over', () => {
  const brought = commit('ada marsh', 1, `Settle levels (acme/tide#310)\n\n${signed}`)
  const nameless = commit('bela', 2, 'Mind the gap\n\nGitOrigin-RevId: 1a2b3c4')
  const [own, more] = [commit('cato', 3, 'Mend the build'), commit('cato', 4, 'Once more')]
  const merge = commit('cato', 5, 'Merge branch main', { parents: 2 })
  expect(mostlyBroughtOver([])).toBeNull()
  expect(mostlyBroughtOver([own])).toBeNull()
  expect(mostlyBroughtOver([own, brought, merge])?.from).toBe('acme/tide')
  expect(mostlyBroughtOver([own, brought, more])).toBeNull()
  // One that says from where speaks for all.
  expect(mostlyBroughtOver([nameless, brought])?.from).toBe('acme/tide')
  expect(mostlyBroughtOver([nameless])?.words).toBe('GitOrigin-RevId: 1a2b3c4')
})
