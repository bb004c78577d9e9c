import { type Case, commit, pull } from '../case.ts'

// A person began on a machine that knew no name and went on under the own one, and opened the same again in the same
// words: what somebody signed in the first, they signed in the second too. Where it is another who mended the nameless
// one, that proves nothing, nor does a person in common who says it otherwise.
const searched = (...lines: string[]) => ({
  'atlas/search.py': [
    ' def search(place, providers):',
    '+    for provider in sorted(providers, key=lambda one: one.rank):',
    '+        found = provider.look_up(place)',
    '+        if found:',
    '+            return found',
    ...lines.map((line) => `+    ${line}`),
    '     return None',
  ],
})
const lumen = { authorName: 'Hua', authorEmail: 'wren.lumen@college.example' }
const at = (author: string, minute: number, message: string, name: string, address: string) =>
  commit(author, minute, message, { authorName: name, authorEmail: address })

const title = 'Ask several providers for a place'

export default {
  pulls: [
    pull(101, '', title, searched('log("nothing found")'), {
      author: 'root@vault.guest',
      commits: [
        at('machine', 10, title, 'root', 'root@vault.guest'),
        commit('wren', 90, 'Mend the example', lumen),
      ],
    }),
    pull(102, '', title, searched('warn("nothing found")'), {
      author: 'sedge@mail.example',
      commits: [
        at('sedge', 200, title, 'Hua', 'sedge@mail.example'),
        commit('wren', 280, 'Edit the example', lumen),
        at('sedge', 300, 'Format', 'Hua', 'sedge@mail.example'),
      ],
    }),
    pull(103, '', title, searched('print("nothing found")'), {
      author: 'root@cellar.guest',
      commits: [
        at('cellar', 400, title, 'root', 'root@cellar.guest'),
        at('orrin', 480, 'Spell it rightly', 'Orrin Vale', 'orrin@harbour.example'),
      ],
    }),
    pull(104, '', 'One provider after the other', searched('return NOTHING'), {
      author: 'root@attic.guest',
      commits: [
        at('attic', 500, 'One provider after the other', 'root', 'root@attic.guest'),
        commit('wren', 580, 'Spell it rightly', lumen),
      ],
    }),
  ],
  right: {
    sets: [[101, 102, 103, 104]],
    pairs: { '101-102': 'RESUBMISSION', '102-103': 'SAME_CHANGE', '102-104': 'SAME_CHANGE' },
  },
} satisfies Case
