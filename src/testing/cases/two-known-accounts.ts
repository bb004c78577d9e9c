import { type Case, commit, pull } from '../case.ts'

// GitHub has said who opened each: that one pushed the other's branch, that both say it as the issue does by clocks of
// one zone and one had an agent do it, and that somebody brought a fork of several people up to date make no two
// accounts one person's. A mirror, which does not know who opened what, may take them for one.
const dredged = (harbour: string, depth: string) => ({
  [`harbours/${harbour}.go`]: [
    ' func (h *Harbour) Survey(soundings []Sounding) Chart {',
    `+	shallow := h.${depth}.Below(h.draught, soundings)`,
    '+	for _, bank := range shallow {',
    `+		h.dredger.Queue(bank, h.${depth})`,
    '+	}',
    ' 	return h.chart',
  ],
})
const imre = { committerName: 'Imre Moor', committerEmail: 'imre.moor@people.example' }
const silt = 'Dredge the banks that the survey finds too shallow'
const zone = '+0530'

export default {
  pulls: [
    pull(101, 'ada', 'Sound the northern basin twice', dredged('north', 'basin'), {
      commits: [commit('ada', 10, 'Sound the northern basin twice', imre)],
    }),
    pull(105, 'imre.moor', 'Queue banks for dredging', dredged('north', 'basin')),
    pull(110, 'ravi', silt, dredged('south', 'quay'), { commits: [commit('ravi', 20, silt, { zone })] }),
    pull(111, 'meena', silt, dredged('south', 'quay'), {
      commits: [commit('x', 200, silt, { authorName: 'Claude', authorEmail: 'noreply@anthropic.com', zone })],
    }),
    pull(120, 'maravale', 'Survey the eastern mole', dredged('east', 'mole')),
    pull(121, 'belakiss', 'Dredge along the eastern mole', dredged('east', 'mole'), {
      commits: [
        commit('belakiss', 30, 'Dredge along the eastern mole'),
        commit('m', 40, "Merge branch 'acme:main' into mole", {
          authorName: 'Mara Vale',
          authorEmail: '12+maravale@users.noreply.github.com',
          parents: 2,
        }),
      ],
    }),
  ],
  right: {
    sets: [
      [101, 105],
      [110, 111],
      [120, 121],
    ],
    pairs: { '101-105': 'SAME_CHANGE', '110-111': 'SAME_CHANGE', '120-121': 'SAME_CHANGE' },
  },
} satisfies Case
