import { type Case, commit, pull } from '../case.ts'

// Two branches begin with one unmerged commit and go on to other things, whose subjects speak of what that commit did.
// All that they have in common is the commit.
const begun = {
  'src/cli/options.ts': [
    ' export function parse(words: string[]): Options {',
    '-  return yarn(words, { boolean: flags, string: values })',
    '+  const parsed = readWords(words, knownOptions)',
    '+  for (const [name, given] of parsed) assertKnown(name, given)',
    '+  return Object.fromEntries(parsed) as Options',
    ' }',
  ],
}
const replaces = commit('owner', 20, 'Replace the yarn parser of options')

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Respawn without the yarn options parser',
      { ...begun, 'src/cli/respawn.ts': ['+export const respawn = (words: string[]) => spawn(node, words)'] },
      { commits: [replaces, commit('ada', 101, 'Respawn without the yarn options parser')] },
    ),
    pull(
      102,
      'bela',
      'Cover the edges of the yarn options parser',
      { ...begun, 'src/cli/edges.ts': ['+export const edges = ["--", "-", "--no-colour=yes"]'] },
      { commits: [replaces, commit('bela', 102, 'Cover the edges of the yarn options parser')] },
    ),
  ],
  right: { sets: [], pairs: { '101-102': 'lead' } },
} satisfies Case
