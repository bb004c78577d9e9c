import { type Case, pull } from '../case.ts'

// Two people send the same one-line fix for one issue in words that the whole project uses; a third mends it on the
// next line, a fourth makes the same edit in another function for no issue.
const before = [
  ' def caption_of(shape, painter):',
  '     described = painter.describe(',
  '         shape.image,',
  '         prompt=shape.prompt,',
]
const after = ['     alt = shape.alt_text', ' return join([described, alt])']
const guarded = [...before, '-    )', '+    ) or ""', ...after]

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Fix #34: no answer of the painter in captions',
      { 'src/caption.py': guarded },
      { startLine: 3 },
    ),
    pull(
      102,
      'bela',
      'handle None from describe (fixes #34)',
      { 'src/caption.py': guarded },
      { startLine: 3 },
    ),
    pull(
      103,
      'cato',
      'guard against a missing description, closes #34',
      {
        'src/caption.py': [
          ...before,
          '     )',
          '     alt = shape.alt_text',
          '-return join([described, alt])',
          '+return join([described or "", alt or ""])',
        ],
      },
      { startLine: 3 },
    ),
    pull(
      104,
      'dora',
      'Titles of unnamed shapes',
      {
        'src/caption.py': [
          ' def title_of(shape, painter):',
          '     named = painter.name(',
          '         shape.image,',
          '-    )',
          '+    ) or ""',
          ' return named.strip()',
        ],
      },
      { startLine: 40 },
    ),
  ],
  right: {
    sets: [[101, 102, 103]],
    pairs: { '101-102': 'SAME_CHANGE', '101-103': 'COMPETING_IMPLEMENTATION' },
  },
} satisfies Case
