import { type Case, pull } from '../case.ts'

// Three people (one of them a bot) raise three different packages in neighbouring lines of one manifest, all from one
// version to one other: no duplicates.
const packages = ['fencepost', 'gatehinge', 'hedgerow']
const raised = (name: string) => {
  const lines = packages.flatMap((other) =>
    other === name ? [`-${name} = "1.4.0"`, `+${name} = "1.5.0"`] : [` ${other} = "1.4.0"`],
  )
  return { 'Cargo.toml': [' [dependencies]', ...lines, ' ', ' [build-dependencies]', ...lines] }
}

export default {
  pulls: [
    pull(101, 'dependabot[bot]', 'Bump fencepost from 1.4.0 to 1.5.0', raised('fencepost'), { startLine: 9 }),
    pull(102, 'ada', 'Bump gatehinge from 1.4.0 to 1.5.0', raised('gatehinge'), { startLine: 9 }),
    pull(103, 'bela', 'hedgerow 1.5.0', raised('hedgerow'), { startLine: 9 }),
  ],
  right: { sets: [] },
} satisfies Case
