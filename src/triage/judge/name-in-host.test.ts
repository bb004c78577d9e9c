import { expect, test } from 'vitest'
import type { Revision } from '../../domain/revision.ts'
import { commit } from '../../testing/case.ts'
import { sampleRevision } from '../../testing/revisions.ts'
import { findNameInHost } from './name-in-host.ts'

const by = (name: string, authorEmail: string): Revision =>
  sampleRevision(1, {}, { author: authorEmail, commits: [commit(name, 1, 'Parse ports', { authorEmail })] })

test.each([
  // A host called after the account, or after the whole name.
  ['ada w', '1234+ironwood@users.noreply.github.com', 'Wolf', 'mail@theironwood.dev', true],
  ['Ada Ironwood', 'x1@work.example', 'Wolf', 'mail@ada-ironwood.dev', true],
  ['Ada Ironwood', 'x1@work.example', 'Wolf', 'mail@post.adaironwood.co.uk', true],
  // The house's program, and its people.
  ['gearworksbot', 'gearworksbot@users.noreply.github.com', 'Bela', 'bela@gearworks.dev', false],
  ['gearworks', 'gearworks@gearworks.dev', 'Bela', 'bela@gearworks.dev', false],
  // An address at a house that is given out by name, and one's own.
  ['gearworks', '7+gearworks@users.noreply.github.com', 'Bela Nagy', 'bela@gearworks.dev', false],
  ['', '7+gearworks@users.noreply.github.com', 'Bela Nagy', 'bela.nagy@gearworks.dev', false],
  ['Bela', '7+gearworks@users.noreply.github.com', 'Bela Nagy', 'bela@gearworks.dev', true],
  ['nagybela', '7+nagybela@users.noreply.github.com', 'Bela', 'bela@nagybela.dev', true],
  // What every house has, and the host of GitHub's own addresses.
  ['Gears', 'noreply@gearworks.dev', 'Wolf', '9+wolf@users.noreply.github.com', false],
  ['Gears', 'engineering@gearworks.dev', 'Wolf', 'mail@acme-engineering.dev', false],
  // Too short to tell, in the middle, at the end of the domain.
  ['ada w', 'adawolf@mail.example', 'Wolf', 'mail@adawolf.dev', true],
  ['ada w', 'adawol@mail.example', 'Wolf', 'mail@adawol.dev', false],
  ['ada w', 'ironwood@mail.example', 'Wolf', 'mail@theironwoods.dev', false],
  ['ada w', 'ironwood@mail.example', 'Wolf', 'mail@w.ironwood', false],
])('%s <%s> and %s <%s> are one person: %s', (name, address, otherName, otherAddress, isOne) => {
  const [a, b] = [by(name, address), by(otherName, otherAddress)]
  expect(findNameInHost(a, b) !== null).toBe(isOne)
  expect(findNameInHost(b, a) !== null).toBe(isOne)
})

test('who added a commit to what another made has made none of it', () => {
  const made = sampleRevision(
    1,
    {},
    {
      author: 'bela@people.example',
      commits: [
        commit('Bela Nagy', 1, 'a'),
        commit('Bela Nagy', 2, 'b'),
        commit('Wolf', 3, 'c', { authorEmail: 'mail@ironwood.dev' }),
      ],
    },
  )
  expect(findNameInHost(made, by('ada w', 'ironwood@mail.example'))).toBeNull()
})
