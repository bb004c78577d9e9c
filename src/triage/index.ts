/** What other rooms use of the decision. */
export { CandidateIndex } from './candidate-index.ts'
export { type ComparedPull, type Comparison, comparePulls } from './compare.ts'
export { type ChangedFile, type Hunk, parsePatch } from './patch.ts'
export { classifyPath } from './paths.ts'
export { deriveSignature, type Signature } from './signature.ts'
export { decodeSignature, encodeSignature } from './signature-codec.ts'
export { algorithmVersion } from './version.ts'
