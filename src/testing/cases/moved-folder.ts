import { type Case, pull } from '../case.ts'

// A folder moved between two pull requests that make the same fix, one at the old place and one at the new: duplicates.
const mended = [
  '   pass(row: Row): number {',
  '+    if (this.thread === null) throw new EmptyShuttle(row.index)',
  '     const length = this.thread.measure(row.width)',
  '+    if (length > this.thread.length) throw new ThreadTooShort(length, this.thread.length)',
  '     this.thread = this.thread.cut(length)',
  '     return length',
  '   }',
]

export default {
  pulls: [
    pull(101, 'ada', 'an empty shuttle throws', { 'packages/loom/shuttle.ts': mended }),
    pull(
      103,
      'bela',
      'Throw when there is no thread left',
      { 'libs/weaving/loom/shuttle.ts': mended },
      { startLine: 131 },
    ),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_CHANGE' } },
} satisfies Case
