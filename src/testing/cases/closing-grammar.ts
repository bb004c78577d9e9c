import { type Case, pull } from '../case.ts'

// GitHub's closing words in all their forms, and the marks that projects put in front of a title. All of 101 to 107
// close #41, in files without anything in common; 108 and 109 are for one ticket of another tracker.
const files = (at: number) => {
  const names = 'anvil bellows chisel dowel easel funnel girder hammer ingot'.split(' ')
  const name = names[at]!
  return { [`tools/${name}.ts`]: [` export class ${name} {`, `+  ${name}Wear = ${at * 17 + 5}`, ' }'] }
}
const said = [
  'Wear of tools\n\nFixes #41',
  'When to sharpen\n\nResolves acme/yard#41.',
  'Old handles\n\nCloses https://github.com/acme/yard/issues/41',
  'Splinters\n\nThis fixes #38, #39 and #41.',
  'Replace what is worn\n\nClosed: #41',
  'gh-41: tools grow old',
  'Rust\n\nfix GH-41',
  'YARD-512: the register of tools',
  '[YARD-512] Register tools',
]

export default {
  pulls: said.map((message, at) => pull(101 + at, `person-${at}`, message, files(at))),
  right: {
    sets: [],
    pairs: {
      ...Object.fromEntries([102, 103, 104, 105, 106, 107].map((other) => [`101-${other}`, 'lead'])),
      '106-107': 'lead',
      '108-109': 'lead',
      '101-108': 'nothing',
    },
  },
} satisfies Case
