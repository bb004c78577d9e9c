import { type Case, commit, pull } from '../case.ts'

// Two people work from one fork whose main holds a commit that was never merged, and make the same fix on top of it:
// duplicates. Neither is built on the other.
const forks = commit('owner', 20, 'chore: my own runner settings')
const settings = { '.github/workflows/fork.yml': ['+runner: local', '+retries: 2'] }
const fixed = (last: string) => ({
  ...settings,
  'src/post/address.py': [
    ' def accepts(url):',
    '-    return url.startswith(LONG_FORM)',
    '+    long_form = url.startswith(LONG_FORM)',
    '+    short_form = url.startswith(SHORT_FORM) and not is_parked(url)',
    last,
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'support short parcel links (fixes #61)', fixed('+    return long_form or short_form'), {
      commits: [forks, commit('ada', 101, 'support short parcel links (fixes #61)')],
    }),
    pull(102, 'bela', 'Accept short links, closes #61', fixed('+    return short_form or long_form'), {
      commits: [forks, commit('bela', 102, 'Accept short links, closes #61')],
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_FEATURE' } },
} satisfies Case
