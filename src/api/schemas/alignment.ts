import { Type } from '@sinclair/typebox'
import { channels, fileStatuses } from '../../domain/alignment.ts'
import { nullable } from './parts.ts'

const AlignedLine = nullable(
  Type.Object({
    sign: Type.String({ enum: [' ', '+', '-'] }),
    text: Type.String(),
    at: Type.Integer({ description: 'its number in the file afterwards; of a removed line, before' }),
  }),
)
const Status = nullable(Type.String({ enum: [...fileStatuses] }))
/** Two changes beside each other. */
export const AlignmentFacts = {
  deciding: Type.String({ enum: [...channels] }),
  moreFiles: Type.Integer({ description: 'files beyond those given' }),
  files: Type.Array(
    Type.Object({
      path: Type.String(),
      channel: Type.String({ enum: [...channels] }),
      a: Status,
      b: Status,
      unknown: Type.Boolean({ description: 'the content of a side is not known' }),
      counts: Type.Object({ shared: Type.Integer(), onlyA: Type.Integer(), onlyB: Type.Integer() }),
      rows: Type.Array(
        Type.Object({
          a: AlignedLine,
          b: AlignedLine,
          shared: Type.Boolean({ description: 'both change the same line in the same way' }),
          gap: Type.Boolean({ description: 'lines were left out before this one' }),
        }),
      ),
      more: Type.Integer({ description: 'rows beyond those given' }),
    }),
  ),
}
