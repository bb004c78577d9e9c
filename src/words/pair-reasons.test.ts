import { describe, expect, test } from 'vitest'
import type { PairFact, Shortfall } from '../domain/pair-fact.ts'
import { wordFacts } from './pair-reasons.ts'
import { setReason } from './set-reason.ts'
import { wordShortfall } from './shortfall.ts'

const commit = { sha: '1a2b3c4d5e6f7890', subject: 'Parse ports' }
const where = { path: 'src/a.ts', more: 0 }
const nowhere = { path: null, more: 0 }

describe('what two changes have in common', () => {
  test.each<[string, PairFact]>([
    [
      'identical production change in src/a.ts',
      { kind: 'identical', deciding: 'production', inPlace: true, ...where },
    ],
    [
      'identical documentation change in src/a.ts and 1 more file',
      { kind: 'identical', deciding: 'docs', inPlace: true, path: 'src/a.ts', more: 1 },
    ],
    ['identical test change', { kind: 'identical', deciding: 'test', inPlace: true, ...nowhere }],
    [
      'identical change to project files',
      { kind: 'identical', deciding: 'metadata', inPlace: true, ...nowhere },
    ],
    [
      'identical change to generated files',
      { kind: 'identical', deciding: 'generated', inPlace: true, ...nowhere },
    ],
    [
      'the same edit at a different place in src/a.ts',
      { kind: 'identical', deciding: 'production', inPlace: false, ...where },
    ],
    [
      '94 of 134 added lines are identical in src/a.ts and 2 more files',
      { kind: 'same-lines', count: 94, of: 134, path: 'src/a.ts', more: 2 },
    ],
    [
      'of the first 20,000 lines, 19,990 of 19,996 added ones are identical in src/a.ts',
      { kind: 'same-lines', count: 19_990, of: 19_996, read: 20_000, ...where },
    ],
    [
      'of the first 20,000 lines, all 19,996 added ones are identical',
      { kind: 'same-lines', count: 19_996, of: 19_996, read: 20_000, ...nowhere },
    ],
    ['1 of 5 added lines is identical', { kind: 'same-lines', count: 1, of: 5, ...nowhere }],
    ['the only added line is identical', { kind: 'same-lines', count: 1, of: 1, ...nowhere }],
    ['both added lines are identical', { kind: 'same-lines', count: 2, of: 2, ...nowhere }],
    ['all 1,204 added lines are identical', { kind: 'same-lines', count: 1204, of: 1204, ...nowhere }],
    ['both change the same place in src/a.ts', { kind: 'same-files', inPlace: true, ...where }],
    [
      'both change src/a.ts and 3 more files',
      { kind: 'same-files', inPlace: false, path: 'src/a.ts', more: 3 },
    ],
    ['#105 says “Supersedes #101”', { kind: 'claim', by: 105, words: 'Supersedes #101' }],
    ['#105 closes #101', { kind: 'closes-other', by: 105, other: 101 }],
    ['your change says “Fixes #101”', { kind: 'claim', by: 'yours', words: 'Fixes #101' }],
    ['both close #7', { kind: 'close-issues', issues: ['#7'] }],
    ['both close #7, #8 and PROJ-9', { kind: 'close-issues', issues: ['#7', '#8', 'PROJ-9'] }],
    ['both mention #7 and #8', { kind: 'mention-issues', issues: ['#7', '#8'] }],
    ['their titles say the same thing', { kind: 'same-title' }],
    ['all of the smaller change’s hunks touch the same lines', { kind: 'same-hunks', share: 1 }],
    ['62% of the smaller change’s hunks touch the same lines', { kind: 'same-hunks', share: 0.62 }],
    ['#105 contains 62% of #101', { kind: 'contains', large: 105, small: 101, share: 0.62 }],
    ['#105 contains over 99% of #101', { kind: 'contains', large: 105, small: 101, share: 0.9996 }],
    ['your change contains all of #101', { kind: 'contains', large: 'yours', small: 101, share: 1 }],
    ['#101 contains all of your change', { kind: 'contains', large: 101, small: 'yours', share: 1 }],
    ['both start with the same commit, which has not been merged', { kind: 'begin-alike', commits: 1 }],
    ['both start with the same 2 commits, which have not been merged', { kind: 'begin-alike', commits: 2 }],
    ['similar wording, paths and description', { kind: 'alike' }],
  ])('%s', (sentence, fact) => {
    expect(wordFacts([fact])).toEqual([sentence])
  })

  test('what was found in the own part of a roll-up says so in the same breath', () => {
    const own: PairFact = { kind: 'own-part', of: 7, commits: 2 }
    expect(wordFacts([{ kind: 'close-issues', issues: ['#9'] }, own, { kind: 'alike' }])).toEqual([
      'both close #9, counting only the 2 commits of #7 that no other pull request has',
      'similar wording, paths and description',
    ])
    expect(wordFacts([{ kind: 'alike' }, { ...own, commits: 1 }])[0]).toMatch(
      /counting only the commit of #7/,
    )
  })
})

describe('why they are no duplicates though they are alike', () => {
  const inTurn = { newer: 9, older: 1 } as const
  const backport = { kind: 'backport', ...inTurn, target: 'v2' } as const
  const reverts = { kind: 'reverts', revert: 9, reverted: 1 } as const
  test.each<[string, PairFact]>([
    [
      '#9 collects 12 commits of other work: 1a2b3c4 “Parse ports” comes from #1',
      { kind: 'roll-up', roll: 9, other: 1, commits: 12, carried: commit, both: false },
    ],
    [
      '#9 collects 1 commit of other work, and so does #1',
      { kind: 'roll-up', roll: 9, other: 1, commits: 1, carried: null, both: true },
    ],
    [
      '#9 only merges other branches',
      { kind: 'roll-up', roll: 9, other: 1, commits: 0, carried: null, both: false },
    ],
    [
      '#9 is built on #1: it includes commit 1a2b3c4 “Parse ports”',
      { kind: 'built-on', upper: 9, lower: 1, commit },
    ],
    [
      '#9 has the same commits as #1: the last is 1a2b3c4 “Parse ports”',
      { kind: 'same-commits', ...inTurn, commit, target: null },
    ],
    [
      '#9 brings the commits of #1 to v2: the last is 1a2b3c4 “Parse ports”',
      { kind: 'same-commits', ...inTurn, commit, target: 'v2' },
    ],
    [
      '#9 includes the commit that #1 was merged as: 1a2b3c4 “Parse ports”',
      { kind: 'carries-merged', upper: 9, lower: 1, commit },
    ],
    [
      '#9 merged a branch by the author of #1: 1a2b3c4 “Parse ports”',
      { kind: 'merged-branch', upper: 9, lower: 1, commit },
    ],
    [
      '#9 is built on #1: it says “Squash of #1”',
      { kind: 'takes-in', upper: 9, lower: 1, words: 'Squash of #1' },
    ],
    ['#9 is another attempt at #1 by the same author', { kind: 'next-try', ...inTurn }],
    [
      'your change is another attempt at #1 by the same author',
      { kind: 'next-try', newer: 'yours', older: 1 },
    ],
    [
      '#9 and #1 have commits by the same author: Mirela Onu',
      { kind: 'one-author', ...inTurn, person: 'Mirela Onu' },
    ],
    [
      '#9 changes lines that #1 added: it was begun after #1 had been merged',
      { kind: 'begun-after-merge', ...inTurn, changesIts: true },
    ],
    ['#9 was begun after #1 had been merged', { kind: 'begun-after-merge', ...inTurn, changesIts: false }],
    [
      '#9 reworks what #1 added: it removes most of those lines',
      { kind: 'reworks', ...inTurn, by: 'removing' },
    ],
    ['#9 reworks what #1 added: it starts from those lines', { kind: 'reworks', ...inTurn, by: 'beginning' }],
    [
      '#9 brings the change in #1 to v2: both were cherry-picked from 1a2b3c4',
      { ...backport, proof: { by: 'both-picked', sha: commit.sha } },
    ],
    [
      '#9 brings the change in #1 to another branch: it was cherry-picked from 1a2b3c4',
      { ...backport, target: null, proof: { by: 'picked', sha: commit.sha } },
    ],
    [
      '#9 brings the change in #1 to v2: it says “Backport”',
      { ...backport, proof: { by: 'words', words: 'Backport' } },
    ],
    [
      '#9 brings the change in #1 to v2: it includes the commit that #4 was merged as',
      { ...backport, proof: { by: 'merged-as', number: 4 } },
    ],
    [
      '#9 brings the change in #1 to v2: #1 targets main',
      { ...backport, proof: { by: 'target', target: 'main' } },
    ],
    [
      '#9 brings a change over that was made in acme/oar: it says “(acme/oar#12)”',
      { kind: 'mirrors', mirror: 9, other: 1, from: 'acme/oar', words: '(acme/oar#12)', both: false },
    ],
    [
      '#9 and #1 bring changes over that were made elsewhere: #9 says “GitOrigin-RevId: 1a2b3c4”',
      { kind: 'mirrors', mirror: 9, other: 1, from: null, words: 'GitOrigin-RevId: 1a2b3c4', both: true },
    ],
    [
      '#9 reverts #1: “This reverts commit 1a2b3c4d5e”',
      { ...reverts, proof: { by: 'commit', sha: commit.sha } },
    ],
    ['#9 reverts #1: “Revert "Oar"”', { ...reverts, proof: { by: 'title', title: 'Revert "Oar"' } }],
    ['#9 reverts #1: “Reverts #1”', { ...reverts, proof: { by: 'words', words: 'Reverts #1' } }],
    [
      '#9 reverts #1: it removes the lines that the other adds, and adds those that the other removes',
      { ...reverts, proof: { by: 'lines' } },
    ],
  ])('%s', (sentence, fact) => {
    expect(wordFacts([fact])).toEqual([sentence])
  })
})

test.each<[string, PairFact]>([
  ['it changes src/a.ts', { kind: 'your-files', paths: ['src/a.ts'], more: 0 }],
  [
    'it changes src/a.ts, src/b.ts and 3 more of your files',
    { kind: 'your-files', paths: ['src/a.ts', 'src/b.ts'], more: 3 },
  ],
  ['its description uses your words: dock, open', { kind: 'your-words', words: ['dock', 'open'] }],
  ['it is similar to #7, which is identical to your change', { kind: 'like-twin', twin: 7 }],
  ['a maintainer says so', { kind: 'said-by-maintainer' }],
  ['what an older version wrote', { kind: 'text', text: 'what an older version wrote' }],
])('%s', (sentence, fact) => {
  expect(wordFacts([fact])).toEqual([sentence])
})

describe('what would have to be different', () => {
  test.each<[string, Shortfall]>([
    [
      '59% of their lines are identical; at 60% or more, in the same place, they would count as the same change',
      { kind: 'text-share', share: 0.59, from: 0.6, to: 'SAME_CHANGE' },
    ],
    [
      'none of their lines are identical; at 30% or more, they would count as the same feature',
      { kind: 'text-share', share: 0, from: 0.3, to: 'SAME_FEATURE' },
    ],
    [
      'the score is 0.70; at 0.80 or more, they would count as the same feature',
      { kind: 'score', score: 0.7, from: 0.8, to: 'SAME_FEATURE' },
    ],
    ['what they share is too little or too common to tell', { kind: 'too-little', to: null }],
    [
      'what they share is too little or too common to count as the same change',
      { kind: 'too-little', to: 'SAME_CHANGE' },
    ],
    [
      'no production code is involved: tests, docs and metadata alone never make duplicates',
      { kind: 'no-production' },
    ],
    ['what they share may be no more than the commits that both start with', { kind: 'common-start' }],
    [
      'what they share may be no more than commits that other pull requests carry too',
      { kind: 'carried-commits' },
    ],
    ['each of them raises another package', { kind: 'other-packages' }],
    ['they take the same thing to different versions', { kind: 'other-versions' }],
    ['they are for different releases', { kind: 'other-releases' }],
    ['one of them is there to try something out, and is not to be merged', { kind: 'trial' }],
    ['they set one switch, label or counter weeks apart, as is done for each release', { kind: 'set-again' }],
    ['one of them is for a release branch, and the other targets another branch', { kind: 'other-lines' }],
    ['each of them creates other files', { kind: 'other-files' }],
    [
      'what they share is a small part of one of them, whose subjects speak of something else',
      { kind: 'by-the-way' },
    ],
    [
      'what they share may have come along with two different things: their titles or the rest of them have little in common',
      { kind: 'comes-along' },
    ],
    ['they revert two different commits', { kind: 'other-reverts' }],
    ['one of them reverts something else', { kind: 'one-reverts' }],
    ['one of them brings its change to another branch', { kind: 'one-backports' }],
    ['the same edit at a different place fixes something else', { kind: 'elsewhere' }],
    ['what an older version wrote', { kind: 'text', text: 'what an older version wrote' }],
  ])('%s', (sentence, shortfall) => {
    expect(wordShortfall(shortfall)).toBe(sentence)
  })
})

describe('why a set is one', () => {
  const only = { productionFiles: [], testFiles: [], docsFiles: [], addedLines: 0, removedLines: 0 }
  const facts: PairFact[] = [{ kind: 'close-issues', issues: ['#9'] }, { kind: 'alike' }]
  const pair = { a: 1, b: 2, evidence: { facts, onlyA: only, onlyB: only } }
  test('is the deciding reason of its strongest pair, and what only one of the two has', () => {
    expect(setReason(pair)).toBe('both close #9')
    const evidence = {
      facts,
      onlyA: { ...only, productionFiles: ['a.ts'] },
      onlyB: { ...only, productionFiles: ['b.ts'], testFiles: ['b.test.ts', 'c.test.ts'] },
    }
    expect(setReason({ ...pair, evidence })).toBe(
      'both close #9; 1 production file only in #1, 2 test files only in #2',
    )
    expect(setReason({ ...pair, evidence: { ...evidence, facts: [] } })).toMatch(/^similar in everything/)
  })
})
