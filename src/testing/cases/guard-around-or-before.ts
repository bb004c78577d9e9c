import { type Case, pull } from '../case.ts'

// Three people wrap a long block in a condition, which indents every line; a fourth returns before it. One issue, one
// set: three times the same change, and one that competes.
const block = Array.from({ length: 9 }, (_, at) => [
  `canvas.layer(${at}).draw(shape.part(${at}), tint${at})`,
  `log.debug("layer ${at}", shape.name)`,
]).flat()
const wrapped = (condition: string) => ({
  'src/paint.js': [
    ' export function paint(canvas, shape) {',
    ...block.map((line) => `-  ${line}`),
    `+  if (${condition}) {`,
    ...block.map((line) => `+    ${line}`),
    '+  }',
    ' }',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Do not paint what is hidden (fixes #7)', wrapped('shape !== null && shape.visible')),
    pull(102, 'bela', 'paint: skip hidden shapes, fixes #7', wrapped('shape && shape.visible')),
    pull(103, 'cato', 'Hidden shapes. Closes #7', wrapped('shape?.visible')),
    pull(104, 'dora', 'return early for hidden shapes (closes #7)', {
      'src/paint.js': [
        ' export function paint(canvas, shape) {',
        '+  if (!shape?.visible) return',
        ...block.slice(0, 3).map((line) => `   ${line}`),
      ],
    }),
  ],
  right: {
    sets: [[101, 102, 103, 104]],
    pairs: { '101-102': 'SAME_CHANGE', '101-104': 'COMPETING_IMPLEMENTATION' },
  },
} satisfies Case
