import { type Case, commit, pull } from '../case.ts'

// One person proposes a thing from the office and again from home: one address each, and the name once with the family
// name first. A next try, and no rival.
const kiln = (lines: string[]) => ({
  'lib/kiln.rb': [' def fire(pots)', '-  burn(pots)', ...lines, ' end'],
})
const by = (name: string, address: string, number: number, message: string) => ({
  commits: [commit(name, number, message, { authorEmail: address })],
})

export default {
  pulls: [
    pull(
      101,
      'eld.vesper@office.example',
      '[Fix #40] Let the kiln cool down between two batches',
      kiln(['+  pots.each_slice(shelves) { |batch| burn(batch) && cool_down(batch) }']),
      by(
        'Vesper Eld',
        'eld.vesper@office.example',
        101,
        '[Fix #40] Let the kiln cool down between two batches',
      ),
    ),
    pull(
      102,
      'vesper77@home.example',
      '[Fix #40] Add a pause for the kiln after each batch',
      kiln(['+  batches_of(pots).each do |batch|', '+    burn(batch)', '+    pause(minutes: 90)', '+  end']),
      by('Eld Vesper', 'vesper77@home.example', 102, '[Fix #40] Add a pause for the kiln after each batch'),
    ),
  ],
  right: {
    sets: [],
    pairs: { '101-102': 'RESUBMISSION' },
  },
} satisfies Case
