import type { PullDetail } from '../domain/answers.ts'

/** Why a pull request resembles nothing: what can be said of its change comes before "nothing like it was found". */
export function whyNothing(pull: PullDetail): string {
  const { analysis, channels } = pull
  if (analysis === null || channels === null)
    return 'Its change has not been read yet, so nothing could be compared with it. The scans say why.'
  if (channels.length === 0) return 'It changes no file, so there is nothing to compare.'
  const has = (channel: string) => channels.some((one) => one.channel === channel)
  if (analysis.degraded !== null)
    return `Its change was read in part (${analysis.degraded}); what was read resembles no other one.`
  if (!has('production') && !has('docs'))
    return has('test')
      ? 'It changes tests alone. Tests never make two pull requests duplicates: production code decides.'
      : 'It changes generated files or metadata alone, which never make two pull requests duplicates: production code decides.'
  return 'No other pull request that was read changes the same lines, or does what this one does.'
}
