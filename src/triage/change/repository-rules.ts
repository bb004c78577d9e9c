import { channels, type FileChannel } from '../../domain/alignment.ts'
import { compileGlob } from './glob.ts'
import type { PathRules } from './paths.ts'

/** More patterns, or longer ones, than a person writes are a mistake. */
const mostPatterns = 200
const longestPattern = 200
const longestFile = 64 * 1_024

/**
 * Reads `clawtriage.json` of a repository's default branch:
 *
 *   { "paths": { "production": ["website/**"], "generated": ["src/api/**"] } }
 *
 * Patterns are globs over whole paths: `*` and `?` stay within a folder, `**` does not. The first channel in the order
 * written whose pattern matches decides. What is wrong is said in words and nothing of the file is used: half of the
 * rules would be worse than none.
 */
export function parseRepositoryRules(
  text: string,
): { rules: PathRules; problem: null } | { rules: null; problem: string } {
  const fail = (problem: string) => ({ rules: null, problem: `clawtriage.json: ${problem}` })
  if (text.length > longestFile) return fail(`larger than ${longestFile / 1_024} KB`)
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return fail('not JSON')
  }
  if (!isRecord(parsed)) return fail('expected an object')
  const unknown = Object.keys(parsed).find((key) => key !== 'paths' && key !== '$schema')
  if (unknown !== undefined) return fail(`${quote(unknown)} is not known; expected "paths"`)
  const paths = parsed.paths ?? {}
  if (!isRecord(paths)) return fail('"paths" must be an object of channels')
  const compiled: { channel: FileChannel; matches: (path: string) => boolean }[] = []
  for (const [name, patterns] of Object.entries(paths)) {
    const channel = channels.find((one) => one === name)
    if (channel === undefined) return fail(`"paths" knows ${channels.join(', ')}, not ${quote(name)}`)
    if (!Array.isArray(patterns)) return fail(`"paths.${name}" must be a list of patterns`)
    for (const pattern of patterns as unknown[]) {
      if (typeof pattern !== 'string' || pattern === '' || pattern.length > longestPattern)
        return fail(`"paths.${name}" must hold patterns of 1 to ${longestPattern} characters`)
      if (compiled.length >= mostPatterns) return fail(`more than ${mostPatterns} patterns`)
      compiled.push({ channel, matches: compileGlob(pattern) })
    }
  }
  return {
    rules: { classify: (path) => compiled.find(({ matches }) => matches(path))?.channel ?? null },
    problem: null,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 40))
}
