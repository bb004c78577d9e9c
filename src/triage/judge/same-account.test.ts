import { expect, test } from 'vitest'
import { commit, pull } from '../../testing/case.ts'
import { findSameAccount } from './same-account.ts'

const by = (number: number, ...signed: [name: string, address: string][]) =>
  pull(
    number,
    '',
    'Widen the gate',
    { 'src/gate.ts': ['+wide'] },
    {
      author: signed[0]![1],
      commits: signed.map(([authorName, authorEmail], at) =>
        commit(authorEmail, number * 10 + at, `step ${at}`, { authorName, authorEmail }),
      ),
    },
  )
const quill = by(101, ['quill-07', '6170583+quill-07@users.noreply.github.com'])
const moor = by(102, ['Feather', '6170583+feathermoor@users.noreply.github.com'])

test('an account that got another name is one by the number in its address', () => {
  expect(findSameAccount(quill, moor)).toBe('feathermoor')
  expect(findSameAccount(moor, quill)).toBe('quill07')
})

test('another number, an address of anybody’s and none at all are no proof', () => {
  expect(findSameAccount(quill, by(103, ['Oxbow', '617058+oxbow@users.noreply.github.com']))).toBeNull()
  expect(findSameAccount(quill, by(103, ['Oxbow', '6170583+oxbow@users.noreply.git.example']))).toBeNull()
  expect(findSameAccount(quill, by(104, ['Oxbow', '6170583+oxbow@mail.example']))).toBeNull()
  expect(findSameAccount(quill, by(105, ['Oxbow', 'oxbow@users.noreply.github.com']))).toBeNull()
})

test('whose one commit stands beside another’s has not made it, nor has an agent made anything', () => {
  const another: [string, string] = ['Ada Ironwood', 'ada@brass.example']
  const mended = by(106, another, another, ['Feather', '6170583+feathermoor@users.noreply.github.com'])
  expect(findSameAccount(quill, mended)).toBeNull()
  const agent = '198982749+Copilot@users.noreply.github.com'
  const asked = [by(107, ['copilot-swe-agent[bot]', agent]), by(108, ['Copilot', agent])] as const
  expect(findSameAccount(...asked)).toBeNull()
})
