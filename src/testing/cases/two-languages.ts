import { type Case, pull } from '../case.ts'

// Two people translate one screen into two languages: the same keys, and two files that are both wanted. A third
// translates into the first one's language again.
const keys = ['anchor.drop', 'anchor.weigh', 'sail.hoist', 'sail.strike', 'watch.relieve']
const words = {
  fr: ['Mouiller', 'Appareiller', 'Hisser', 'Amener', 'Relever le quart'],
  nl: ['Ankeren', 'Anker lichten', 'Hijsen', 'Strijken', 'Wacht aflossen'],
}
const translated = (language: 'fr' | 'nl', said = words[language]) => ({
  [`locales/${language}/deck.yaml`]: [' deck:', ...keys.map((key, at) => `+  ${key}: ${said[at]}`), ' # end'],
})

export default {
  pulls: [
    pull(101, 'ada', 'French words on deck', translated('fr')),
    pull(102, 'bela', 'Dutch words on deck', translated('nl')),
    pull(103, 'cato', 'Deck in French', translated('fr', words.fr.with(1, 'Lever l’ancre'))),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_CHANGE' } },
} satisfies Case
