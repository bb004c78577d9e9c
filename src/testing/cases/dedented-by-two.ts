import { type Case, pull } from '../case.ts'

// Two people take a level of nesting away by an early return; a third goes on from there once it is merged.
const steps = Array.from({ length: 8 }, (_, at) => [
  `if err := ship.Load(${at}, crate.Part(${at})); err != nil {`,
  `  return fmt.Errorf("part ${at}: %w", err)`,
  '}',
]).flat()
const early = (result: string) => ({
  'pkg/load.go': [
    ' func Load(ship *Ship, crate *Crate) error {',
    '-  if crate != nil {',
    ...steps.map((line) => `-    ${line}`),
    '+  if crate == nil {',
    `+    return ${result}`,
    ...steps.map((line) => `+  ${line}`),
    '   }',
    '   return nil',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Return early without a crate', early('nil')),
    pull(102, 'bela', 'less nesting in Load', early('ErrNoCrate')),
    pull(
      103,
      'cato',
      'An empty crate is none',
      {
        'pkg/load.go': [
          ' func Load(ship *Ship, crate *Crate) error {',
          '-  if crate == nil {',
          '+  if crate == nil || crate.Empty() {',
          '+    ship.Log("nothing to load")',
          '     return nil',
          '   }',
          ...steps.slice(0, 2).map((line) => `   ${line}`),
        ],
      },
      { baseAt: '2026-03-01T00:00:00.000Z' },
    ),
  ],
  states: { 101: 'MERGED' },
  mergedAt: { 101: '2026-02-20T00:00:00.000Z' },
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE', '101-103': 'FOLLOW_UP' } },
} satisfies Case
