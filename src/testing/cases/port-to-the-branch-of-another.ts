import { type Case, commit, pull } from '../case.ts'

// One person opens a raise for the main branch and for a line of releases. The first is merged, and a maintainer brings
// it to that line by its number, where the second waits: two that do the same for one branch, in a mirror too.
const raised = {
  'flume/native.props': [
    ' <Flume>',
    '-  <SluiceVersion>2.0.71</SluiceVersion>',
    '+  <SluiceVersion>2.0.72</SluiceVersion>',
    ' </Flume>',
  ],
  'flume/Sluice.java': [
    ' void open(Gate gate) {',
    '-  gate.lift(height);',
    '+  gate.lift(height, gate.weightOf(water));',
    ' }',
  ],
}
const title = 'Raise the sluice to 2.0.72'
const mirrored = (author: string, minute: number, subject: string, baseRef: string) => ({
  author: `${author}@people.example`,
  createdAtGuessed: true,
  baseRef,
  commits: [commit(author, minute, subject)],
})

export default {
  pulls: [
    pull(101, '', title, raised, mirrored('ada', 10, title, 'release-4.1')),
    pull(102, '', title, raised, mirrored('ada', 12, title, 'main')),
    pull(103, '', `${title} (#102)`, raised, mirrored('bela', 90, `${title} (#102)`, 'release-4.1')),
  ],
  states: { 102: 'MERGED' },
  mergedAt: { 102: '2026-01-01T13:00:00Z' },
  right: {
    sets: [[101, 103]],
    pairs: { '101-102': 'BACKPORT', '101-103': 'SAME_CHANGE', '102-103': 'BACKPORT' },
  },
} satisfies Case
