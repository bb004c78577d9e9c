import { type Case, commit, pull } from '../case.ts'

// A person proposes by hand what a workflow of the repository does, and has the workflow do it the day after: it
// commits at its own address, under the name of who started it. Where another has started it, there are two.
const moved = (...lines: string[]) => ({
  'meta/routing.yml': [
    '   gate_info:',
    '     redirect: acme.core.gate_info',
    '+  sluice_copy:',
    '+    redirect: acme.core.sluice_copy',
    ...lines.map((line) => `+${line}`),
  ],
  'plugins/sluice_copy.py': [
    '-def copy_sluice(source, target, wait_timeout):',
    '-    sluice = source.describe(target)',
    '-    sluice.wait_until(settled, wait_timeout)',
    '-    return sluice',
  ],
})
const workflow = '7+github-actions[bot]@users.noreply.github.com'
const by = (name: string, address: string, minute: number, message: string) => ({
  author: address,
  commits: [commit(name, minute, message, { authorName: name, authorEmail: address })],
})
const day = 1440

export default {
  pulls: [
    pull(101, '', 'Move sluice_copy away', moved(), {
      ...by('selvamoor', 'selva@house.example', 10, 'Move sluice_copy away'),
    }),
    pull(102, '', 'Promote module sluice_copy', moved(), {
      ...by('selvamoor', workflow, day, 'Promote module sluice_copy'),
    }),
    pull(103, '', 'Promote module sluice_copy to core', moved('  # moved'), {
      ...by('orrinvale', workflow, 3 * day, 'Promote module sluice_copy to core'),
    }),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'RESUBMISSION', '101-103': 'SAME_CHANGE', '102-103': 'SAME_CHANGE' },
  },
} satisfies Case
