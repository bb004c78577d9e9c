import { type Case, pull } from '../case.ts'

// Three people add entries of their own to one list, each at the same line: neighbours, and no duplicates.
const listed = (entry: string) => ({
  'registry/harbours.rs': [
    ' pub const HARBOURS: &[Harbour] = &[',
    '     Harbour::new("Aalsund", Depth::Deep),',
    `+    ${entry},`,
    '     Harbour::new("Zwin", Depth::Shallow),',
    ' ];',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Add Brackwater', listed('Harbour::new("Brackwater", Depth::Deep)')),
    pull(102, 'bela', 'Add Eelport', listed('Harbour::new("Eelport", Depth::Deep)')),
    pull(103, 'cato', 'Add Tarnholm', listed('Harbour::new("Tarnholm", Depth::Shallow)')),
  ],
  right: { sets: [] },
} satisfies Case
