import { type TProperties, type TSchema, Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { channels } from '../domain/alignment.ts'
import type { Edge, Evidence } from '../domain/pair.ts'
import type { PairFact, Shortfall } from '../domain/pair-fact.ts'

/**
 * For each kind of a union the schemas of its fields: no kind and no field is missing, and each field is of the type
 * that the union says.
 */
type Fields<Union extends { kind: string }> = {
  [Kind in Union['kind']]: {
    [Field in Exclude<keyof Extract<Union, { kind: Kind }>, 'kind'>]: TSchema & {
      static: Extract<Union, { kind: Kind }>[Field]
    }
  }
}

const text = Type.String()
const texts = Type.Array(text)
const whole = Type.Integer()
const number = Type.Number()
const yes = Type.Boolean()
const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
const oneOf = <const Choice extends string>(...choices: Choice[]) =>
  Type.Unsafe<Choice>(Type.String({ enum: choices }))
const proof = <By extends string, Given extends TProperties>(by: By, given: Given) =>
  Type.Object({ by: Type.Literal(by), ...given })
const party = Type.Union([whole, Type.Literal('yours')])
const commit = Type.Object({ sha: text, subject: text })
const where = { path: orNull(text), more: whole }
const stacked = { upper: party, lower: party }
const inTurn = { newer: party, older: party }
const higher = oneOf('SAME_CHANGE', 'SAME_FEATURE')

const factFields = {
  'roll-up': { roll: party, other: party, commits: whole, carried: orNull(commit), both: yes },
  'built-on': { ...stacked, commit },
  'same-commits': { ...inTurn, commit, target: orNull(text) },
  'carries-merged': { ...stacked, commit },
  'merged-branch': { ...stacked, commit },
  'takes-in': { ...stacked, words: text },
  'next-try': inTurn,
  'one-author': { ...inTurn, person: text },
  'begun-after-merge': { ...inTurn, changesIts: yes },
  reworks: { ...inTurn, by: oneOf('removing', 'beginning') },
  backport: {
    ...inTurn,
    target: orNull(text),
    proof: Type.Union([
      proof('both-picked', { sha: text }),
      proof('picked', { sha: text }),
      proof('words', { words: text }),
      proof('merged-as', { number: whole }),
      proof('target', { target: text }),
    ]),
  },
  mirrors: { mirror: party, other: party, from: orNull(text), words: text, both: yes },
  reverts: {
    revert: party,
    reverted: party,
    proof: Type.Union([
      proof('commit', { sha: text }),
      proof('title', { title: text }),
      proof('words', { words: text }),
      proof('lines', {}),
    ]),
  },
  claim: { by: party, words: text },
  'closes-other': { by: party, other: party },
  identical: { deciding: oneOf(...channels), inPlace: yes, ...where },
  'same-lines': { count: whole, of: whole, read: Type.Optional(whole), ...where },
  'same-files': { inPlace: yes, ...where },
  'close-issues': { issues: texts },
  'mention-issues': { issues: texts },
  'same-title': {},
  'same-hunks': { share: number },
  contains: { large: party, small: party, share: number },
  'begin-alike': { commits: whole },
  alike: {},
  'own-part': { of: party, commits: whole },
  'your-files': { paths: texts, more: whole },
  'your-words': { words: texts },
  'like-twin': { twin: whole },
  'said-by-maintainer': {},
  text: { text },
} satisfies Fields<PairFact>

const shortfallFields = {
  'text-share': { share: number, from: number, to: higher },
  score: { score: number, from: number, to: higher },
  'too-little': { to: orNull(Type.Literal('SAME_CHANGE')) },
  'no-production': {},
  'common-start': {},
  'carried-commits': {},
  'other-packages': {},
  'other-versions': {},
  'other-releases': {},
  trial: {},
  'set-again': {},
  'other-lines': {},
  'other-files': {},
  'by-the-way': {},
  'comes-along': {},
  'other-reverts': {},
  'one-reverts': {},
  'one-backports': {},
  elsewhere: {},
  text: { text },
} satisfies Fields<Shortfall>

const schemasOf = (fields: Record<string, TProperties>) =>
  new Map(Object.entries(fields).map(([kind, given]) => [kind, Type.Object(given)]))
const factSchemas = schemasOf(factFields)
const shortfallSchemas = schemasOf(shortfallFields)

function isOf(schemas: ReadonlyMap<string, TSchema>, stored: unknown): boolean {
  const kind = (stored as { kind?: unknown } | null)?.kind
  const schema = typeof kind === 'string' ? schemas.get(kind) : undefined
  return schema !== undefined && Value.Check(schema, stored)
}

/** The facts that this version knows, in their order: another one may have stored more kinds, or fewer fields. */
export function readFacts(stored: unknown): PairFact[] {
  return Array.isArray(stored) ? (stored as PairFact[]).filter((fact) => isOf(factSchemas, fact)) : []
}

function readEvidence(stored: Evidence): Evidence {
  const shortfall = isOf(shortfallSchemas, stored.shortfall) ? stored.shortfall : null
  return { ...stored, facts: readFacts(stored.facts), shortfall }
}

/** An edge as it was stored, with those of its facts that this version knows. */
export function readStoredEdge<Stored extends Edge>(edge: Stored): Stored {
  return { ...edge, evidence: readEvidence(edge.evidence) }
}
