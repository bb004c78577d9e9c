import type { Mutant } from './find-mutants.ts'

/** A wrong change that must never survive: it once did, or is of that kind. */
export interface NamedMutant extends Mutant {
  name: string
}

/** In a file of the decision: a text that stands there once, and what is put in its place. */
type Change = readonly [name: string, file: string, text: string, by: string]

const changes: readonly Change[] = [
  // Weights and thresholds.
  ['the distance of the numbers counts nothing', 'weights', 'distanceWeight = 0.4', 'distanceWeight = 0'],
  ['hunks at one place count nothing', 'weights', 'hunkOverlapWeight = 0.5', 'hunkOverlapWeight = 0'],
  ['one author ranks like another', 'weights', 'sameAuthorPenalty = 1', 'sameAuthorPenalty = 0'],
  ['one author ranks behind, whatever both name', 'compare-signatures', ' * (1 - oneIssue)', ''],
  [
    'what was merged long ago ranks far behind',
    'weights',
    'mostMergedPenalty = 1.25',
    'mostMergedPenalty = 9',
  ],
  ['shared commits rank like others', 'weights', 'sharedCommitsPenalty = 2', 'sharedCommitsPenalty = 0'],
  ['what is built on ranks like a rival', 'weights', 'builtOnPenalty = 1', 'builtOnPenalty = 0'],
  [
    'what was merged before ranks like the rest',
    'weights',
    'mergedDaysWeight = 0.35',
    'mergedDaysWeight = 0',
  ],
  ['a named number ranks like others', 'weights', 'namedBonus = 2.5', 'namedBonus = 0'],
  ['support counts twice as much', 'weights', 'supportCap = 2', 'supportCap = 4'],
  ['support counts nothing', 'weights', 'supportCap = 2', 'supportCap = 0'],
  ['words of all files count nothing', 'weights', 'wideWordsWeight = 1.2', 'wideWordsWeight = 0'],
  ['what is identical is worth a half', 'weights', 'identicalScore = 0.95', 'identicalScore = 0.5'],
  ['one shared term is enough', 'weights', 'leastSharedMass = 2.5', 'leastSharedMass = 1'],
  ['a part may be any', 'weights', 'leastContainedMass = 5', 'leastContainedMass = 0'],
  ['half of a change is all of it', 'weights', 'containedShare = 0.8', 'containedShare = 0.5'],
  ['siblings agree by one word', 'weights', 'siblingWords = 0.3', 'siblingWords = 0'],
  ['one issue is worth a half', 'weights', 'oneIssueScore = 0.9', 'oneIssueScore = 0.5'],
  [
    'one issue elsewhere is worth a half',
    'weights',
    'oneIssueElsewhereScore = 0.8',
    'oneIssueElsewhereScore = 0.5',
  ],
  ['sets are chains', 'weights', 'coherentShare = 2 / 3', 'coherentShare = 0'],
  ['one verdict moves every score', 'weights', 'leastOwnVerdicts = 5', 'leastOwnVerdicts = 1'],
  // Proofs.
  ['a roll-up carries nothing', 'own-part', 'if (carries(gathers, single)) return null', ''],
  ['a roll-up carries no shared commit', 'own-part', 'sharedCommits(gathers, single).length > 0 ||', ''],
  [
    'a roll-up carries nothing that was squashed',
    'own-part',
    'gathers.revision.commits.some(({ message }) => broughtNumber(message) === number)',
    'false',
  ],
  ['what was merged is not found in another', 'relation', 'findCarried(a, b) ??', ''],
  ['nor in the first one', 'relation', 'findCarried(b, a) ??', ''],
  [
    'a cherry-pick of the other proves nothing',
    'backport',
    'if (picked !== undefined) return',
    'if (false) return',
  ],
  ['a cherry-pick of both proves nothing', 'backport', 'if (both !== undefined) return', 'if (false) return'],
  ['a revert by its lines proves nothing', 'revert', 'return turned && whole &&', 'return false &&'],
  ['no roll-up is found', 'relation', 'findRollUp(a, b, shared) ??', ''],
  ['no stack is found', 'relation', 'findStack(a, b, shared) ??', ''],
  // What is said.
  ['a share of the wrong side', 'judge-pair', 'round(mass.shared / mass.a)', 'round(mass.shared / mass.b)'],
  [
    'the other share of the wrong side',
    'judge-pair',
    'round(mass.shared / mass.b)',
    'round(mass.shared / mass.a)',
  ],
  [
    'the smaller contains the larger',
    'evidence',
    '[partyA, partyB, aInB] : [partyB, partyA, bInA]',
    '[partyB, partyA, aInB] : [partyA, partyB, bInA]',
  ],
  [
    'no tests are shared',
    'pair-facts',
    "a.deciding === 'test' ? [] : both('test')",
    "a.deciding === 'test' ? [] : []",
  ],
  [
    'no docs are shared',
    'pair-facts',
    "a.deciding === 'docs' ? [] : both('docs')",
    "a.deciding === 'docs' ? [] : []",
  ],
  [
    'the first is the smaller number, dates or not',
    'pair-facts',
    'if (x.createdAt === y.createdAt ||',
    'if (true ||',
  ],
  ['a guessed date tells the first', 'pair-facts', ' || x.createdAtGuessed || y.createdAtGuessed', ''],
  [
    'the first is the last',
    'pair-facts',
    'x.createdAt < y.createdAt ? x : y',
    'x.createdAt < y.createdAt ? y : x',
  ],
]

/** @throws Error when a text does not stand in its file, or more than once: the list follows the code. */
export function readNamedMutants(sources: ReadonlyMap<string, string>): NamedMutant[] {
  return changes.map(([name, base, text, by]) => {
    const file = [...sources.keys()].find((path) => path.endsWith(`/${base}.ts`)) ?? base
    const source = sources.get(file) ?? ''
    const from = source.indexOf(text)
    if (from < 0 || source.includes(text, from + 1))
      throw new Error(`“${name}”: expected once in ${file}: ${text}`)
    return { name, file, from, to: from + text.length, by }
  })
}
