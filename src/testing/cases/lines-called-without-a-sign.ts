import { type Case, pull } from '../case.ts'

// A bot raises one library on each line of releases, which the project calls by its word and a number, without a sign
// between them. People add to its branches, so that their authors differ. Two for one line are one thing.
const raised = (rest: string[] = []) => ({
  'rig/Winch.props': [
    ' <Rig>',
    '-  <DrumToolsVersion>4.0.25060.1</DrumToolsVersion>',
    '-  <DrumToolsCommit>c255aae7f2b1</DrumToolsCommit>',
    '+  <DrumToolsVersion>4.0.25066.6</DrumToolsVersion>',
    '+  <DrumToolsCommit>4db725213dcc</DrumToolsCommit>',
    ...rest,
    ' </Rig>',
  ],
})

const lineOf = (baseRef: string) => ({ baseRef, createdAtGuessed: true })

export default {
  pulls: [
    pull(201, 'ada', 'Update the drum tools', raised(), lineOf('rig9.1')),
    pull(202, 'bela', 'Update the drum tools', raised(['+  <Step>2</Step>']), lineOf('rig9.2')),
    pull(203, 'cato', 'Raise the drum tools', raised(['+  <Pace>3</Pace>']), lineOf('rig9.2')),
    pull(204, 'dora', 'Newer drum tools', raised(), { baseRef: 'main', createdAtGuessed: true }),
  ],
  right: {
    sets: [[202, 203]],
    pairs: {
      '201-202': 'BACKPORT',
      '201-203': 'BACKPORT',
      '201-204': 'BACKPORT',
      '202-203': 'SAME_FEATURE',
      '202-204': 'BACKPORT',
      '203-204': 'BACKPORT',
    },
  },
} satisfies Case
