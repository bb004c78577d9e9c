import { type Case, pull } from '../../testing/cases.ts'

// A bot and a person raise two different packages in neighbouring lines of one manifest, and a third person another one to the same version: no duplicates.
const manifest = (fence: string[], gate: string[], hedge: string[]) => ({
  'Cargo.toml': [' [dependencies]', ...fence, ...gate, ...hedge, ' serde = "1"'],
})
const kept = (name: string) => [` ${name} = "1.4.0"`]
const raised = (name: string) => [`-${name} = "1.4.0"`, `+${name} = "1.5.0"`]

export default {
  pulls: [
    pull(
      101,
      'dependabot[bot]',
      'Bump fencepost from 1.4.0 to 1.5.0',
      manifest(raised('fencepost'), kept('gatehinge'), kept('hedgerow')),
      { startLine: 9 },
    ),
    pull(
      102,
      'ada',
      'Bump gatehinge from 1.4.0 to 1.5.0',
      manifest(kept('fencepost'), raised('gatehinge'), kept('hedgerow')),
      { startLine: 9 },
    ),
    pull(103, 'bela', 'hedgerow 1.5.0', manifest(kept('fencepost'), kept('gatehinge'), raised('hedgerow')), {
      startLine: 9,
    }),
  ],
  right: { sets: [] },
} satisfies Case
