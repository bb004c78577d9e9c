import type { AlignedLine } from '../../domain/alignment.ts'
import { pageText } from '../../words/strangers-text.ts'

/**
 * A line as it is shown: control characters visible, tabs as spaces, so that a place in it is the same for all who
 * look.
 */
export function lineText({ text }: AlignedLine): string {
  return pageText(text.replace(/\t/g, '    '))
}
