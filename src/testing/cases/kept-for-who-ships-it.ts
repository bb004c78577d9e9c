import { type Case, pull } from '../case.ts'

// A project keeps the lines of releases of one who ships them beside its own, under the same numbers and his name. What
// is raised on "v5.6" has to be raised on "v5.6-silt" too. Two for one line are one thing.
const raised = (rest: string[] = []) => ({
  'hull/Ballast.props': [
    ' <Hull>',
    '-  <PumpToolsVersion>1.41.3</PumpToolsVersion>',
    '-  <PumpToolsCommit>9f0c2ae1b7d4</PumpToolsCommit>',
    '+  <PumpToolsVersion>1.41.5</PumpToolsVersion>',
    '+  <PumpToolsCommit>51d3be88c0fa</PumpToolsCommit>',
    ...rest,
    ' </Hull>',
  ],
})

export default {
  pulls: [
    pull(301, 'ada', 'Raise the pump tools', raised(['+  <Note>1</Note>']), { baseRef: 'v5.6' }),
    pull(302, 'bela', 'Newer pump tools', raised(['+  <Step>2</Step>']), { baseRef: 'v5.6-silt' }),
    pull(303, 'cato', 'Pump tools of this week', raised(['+  <Pace>3</Pace>']), { baseRef: 'v5.6-silt' }),
    pull(304, 'dora', 'Update the pump tools', raised(), { baseRef: 'main' }),
    pull(305, 'emil', 'The pump tools that leak less', raised(['+  <Leak>0</Leak>']), { baseRef: 'v5.6' }),
  ],
  right: {
    sets: [
      [301, 305],
      [302, 303],
    ],
    pairs: {
      '301-302': 'BACKPORT',
      '301-303': 'BACKPORT',
      '301-304': 'BACKPORT',
      '302-304': 'BACKPORT',
      '303-304': 'BACKPORT',
      '302-305': 'BACKPORT',
    },
  },
} satisfies Case
