import type { ChannelSize } from '../domain/alignment.ts'
import { count, number } from './numbers.ts'

const nouns: Record<ChannelSize['channel'], string> = {
  production: 'production file',
  test: 'test file',
  docs: 'docs file',
  metadata: 'metadata file',
  generated: 'generated file',
}

/** "1 production file, 2 test files, +56 −2": a change's size, to choose by. */
export function changeWords(channels: readonly ChannelSize[]): string {
  if (channels.length === 0) return 'changes no file'
  const sum = (side: 'added' | 'removed') => channels.reduce((all, channel) => all + channel[side], 0)
  return [
    ...channels.map(({ channel, files }) => count(files, nouns[channel])),
    `+${number(sum('added'))} −${number(sum('removed'))}`,
  ].join(', ')
}
