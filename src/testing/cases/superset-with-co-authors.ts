import { type Case, commit, pull } from '../case.ts'

// A maintainer takes in two contributors' pull requests as one commit of their own and credits both in its trailers: no
// roll-up and no second try, but the one that holds both.
const hull = [
  ' fn caulk(hull: &mut Hull) {',
  '+    for seam in hull.seams().filter(|seam| seam.width() > OAKUM_STRAND) {',
  '+        seam.drive(Oakum::rolled(seam.width()));',
  '+    }',
  ' }',
]
const deck = [
  ' fn holystone(deck: &mut Deck) {',
  '+    let grain = deck.planks().map(Plank::direction).collect::<Vec<_>>();',
  '+    deck.scrub(Sandstone::wet(), &grain);',
  '+    deck.rinse(Sea::buckets(grain.len() / 4));',
  ' }',
]

export default {
  pulls: [
    pull(101, 'ada', 'Caulk wide seams', { 'src/hull.rs': hull }),
    pull(102, 'bela', 'Scrub along the grain', { 'src/deck.rs': deck }),
    pull(
      104,
      'keeper',
      'Fit out the sloop',
      { 'src/hull.rs': hull, 'src/deck.rs': deck },
      {
        commits: [
          commit(
            'keeper',
            200,
            'Fit out the sloop\n\nCo-authored-by: ada <ada@people.example>\nCo-authored-by: bela <bela@people.example>\nCo-authored-by: cato <cato@people.example>',
          ),
        ],
      },
    ),
  ],
  right: {
    sets: [[101, 102, 104]],
    pairs: { '101-104': 'SAME_FEATURE', '102-104': 'SAME_FEATURE', '101-102': 'nothing' },
  },
} satisfies Case
