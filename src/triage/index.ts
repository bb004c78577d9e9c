/** What other rooms use of the decision. */
export { alignChanges } from './align.ts'
export { type Candidate, CandidateIndex, type IndexedPull } from './candidate-index.ts'
export { type ChannelSize, measureChange } from './change-size.ts'
export { comparePulls } from './compare.ts'
export { calibrate } from './derive-verdict.ts'
export { detach } from './detach.ts'
export { deriveDuplicateSets } from './duplicate-set.ts'
export { deriveOutcomes, type FileOutcome } from './file-outcome.ts'
export { issueLinksVersion, readIssueLinks } from './issue-links.ts'
export {
  applyVerdicts,
  type SaidVerdict,
  withoutVerdicts,
} from './maintainer-verdict.ts'
export { candidatesPerPull } from './model.ts'
export { openOwnVerdicts, withoutOwnVerdicts } from './own-verdicts.ts'
export { parsePatch, unquote } from './patch.ts'
export type { PathRules } from './paths.ts'
export { parseRepositoryRules } from './repository-rules.ts'
export { deriveSignature, type Signature } from './signature.ts'
export { decodeSignature, encodeSignature } from './signature-codec.ts'
export { openTurns } from './turns.ts'
export { algorithmVersion } from './version.ts'
