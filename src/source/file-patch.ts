/** The hunks of one file as the REST API gives them: text from a foreign server, checked line by line. */
export interface FilePatch {
  /** Only whole hunks as git writes them, each line with its sign, "\n" after the last. */
  text: string
  /** False: the text ended before its last hunk did; that hunk's header is corrected to what is there. */
  whole: boolean
  additions: number
  deletions: number
}

const hunkHeader = /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@(.*)$/s

/**
 * Reads a file's `patch` by the counts in its hunk headers, so that no line of content can pass for a header and a text
 * that was cut off does not swallow the next file. Null when it is no patch at all.
 */
export function readFilePatch(patch: string): FilePatch | null {
  const lines = patch.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const out: string[] = []
  let additions = 0
  let deletions = 0
  for (let at = 0; at < lines.length; ) {
    const header = hunkHeader.exec(lines[at]!)
    if (header === null) return null
    const [, oldStart, oldCount = '1', newStart, newCount = '1', section = ''] = header
    let oldLeft = Number(oldCount)
    let newLeft = Number(newCount)
    const headerAt = out.push(lines[at]!) - 1
    for (at++; at < lines.length && (oldLeft > 0 || newLeft > 0); at++) {
      const line = lines[at]!
      const sign = line[0]
      if (sign === '\\') {
        out.push(line)
        continue
      }
      if (sign === '+') {
        newLeft--
        additions++
      } else if (sign === '-') {
        oldLeft--
        deletions++
      } else if (sign === ' ') {
        oldLeft--
        newLeft--
      } else return null
      if (oldLeft < 0 || newLeft < 0) return null
      out.push(line)
    }
    // "\ No newline at end of file" stands after the last line that it is about.
    if (lines[at]?.startsWith('\\')) out.push(lines[at++]!)
    if (oldLeft > 0 || newLeft > 0) {
      const oldSeen = Number(oldCount) - oldLeft
      const newSeen = Number(newCount) - newLeft
      out[headerAt] = `@@ -${oldStart},${oldSeen} +${newStart},${newSeen} @@${section}`
      if (oldSeen + newSeen === 0) out.length = headerAt
      return { text: endLines(out), whole: false, additions, deletions }
    }
  }
  return { text: endLines(out), whole: true, additions, deletions }
}

const endLines = (lines: readonly string[]) => (lines.length === 0 ? '' : `${lines.join('\n')}\n`)
