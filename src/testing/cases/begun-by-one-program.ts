import { type Case, commit, pull } from '../case.ts'

// A program proposes the same raise on one day and months later, and people add to its branches, so that a mirror names
// others as the authors. A person who makes the raise by hand is another. A workflow, which signs as all workflows do,
// writes the same page again.
const raised = (step: string) => ({
  'deploy/Lathe.props': [
    ' <Lathe>',
    '-  <SpindleVersion>2.1.0</SpindleVersion>',
    '+  <SpindleVersion>3.0.4</SpindleVersion>',
    ' </Lathe>',
  ],
  'src/lathe/spindle.py': [
    ' def turn(spindle):',
    '-    spindle.turn(speed)',
    '+    spindle.turn(at=speed, until=spindle.is_round)',
    `+    ${step}`,
  ],
})
const mirrored = (author: string, names: readonly string[], minute: number) => ({
  author: `${author}@people.example`,
  createdAtGuessed: true,
  commits: names.map((name, at) => commit(name, minute + at, `Step ${at} of ${name}`)),
})
const program = 'spindle-raiser[bot]'
const page = { 'README.md': ['+## Who turns', '+', '+Six turners, who love round boards and open doors.'] }
const written = (minute: number, message: string) => ({
  createdAtGuessed: true,
  commits: [commit('github-actions[bot]', minute, message)],
})
const pages = 'docs: write the footer of all pages'

export default {
  pulls: [
    pull(101, '', 'Raise the spindle', raised('oil()'), mirrored('ada', [program, 'ada', 'ada'], 10)),
    pull(102, '', 'A newer spindle', raised('oil()'), mirrored('bela', [program, 'bela', 'bela'], 90_000)),
    pull(103, '', 'Spindle 3.0.4', raised('clean()'), mirrored('cato', ['cato'], 100_000)),
    pull(104, 'github-actions[bot]', pages, page, written(200, `${pages} [skip ci]`)),
    pull(105, 'github-actions[bot]', pages, page, written(420, pages)),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: {
      '101-102': 'RESUBMISSION',
      '101-103': 'SAME_FEATURE',
      '102-103': 'SAME_FEATURE',
      '104-105': 'RESUBMISSION',
    },
  },
} satisfies Case
