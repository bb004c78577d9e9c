import { type Case, commit, pull } from '../case.ts'

// Two fix one issue alike. One of them is an agent's, and two maintainers have worked on it since: three people's
// commits in one file are one change that is polished, and gather nothing.
const matched = (name: string, ...more: string[]) => ({
  'pantry/shelf.py': [
    ' class Shelf:',
    '     def find(self, wanted):',
    '-        return [jar for jar in self.jars if jar.label == wanted]',
    `+        return [jar for jar in self.jars if ${name}(jar.label, wanted)]`,
    '+',
    `+def ${name}(label, wanted):`,
    '+    if label == wanted:',
    '+        return True',
    '+    if isinstance(label, str) and not isinstance(wanted, str):',
    '+        try:',
    '+            return json.loads(label) == wanted',
    ...more,
    '+            return False',
    '+    return False',
  ],
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Find jars whose label is stored as JSON\n\nCloses #55',
      matched('_label_matches', '+        except ValueError:'),
    ),
    pull(
      102,
      'robo-pantry',
      'Shelf.find misses labels that were serialized\n\nCloses #55',
      matched('_matches', '+        except (json.JSONDecodeError, RecursionError):'),
      {
        commits: [
          commit('robo-pantry', 102, 'Shelf.find misses labels that were serialized\n\nCloses #55'),
          commit('warden', 110, 'Fix formatting'),
          commit('keeper', 120, 'Catch RecursionError'),
        ],
      },
    ),
  ],
  right: { sets: [[101, 102]], pairs: {} },
} satisfies Case
