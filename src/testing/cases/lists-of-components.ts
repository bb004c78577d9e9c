import { type Case, pull } from '../case.ts'

// A program writes down which components a product holds, and the notices of their authors; it is run on each line of
// releases, by whom it may concern. What two such lists have in common says nothing.
const list = (from: string, to: string, more: string[]) => ({
  'tools/cgmanifest.json': [
    ' "Name": "Lantern.Wick",',
    `-          "Version": "${from}"`,
    `+          "Version": "${to}"`,
    ' "Name": "Lantern.Glass",',
    `-          "Version": "${from}"`,
    `+          "Version": "${to}"`,
    ...more,
  ],
  'ThirdPartyNotices.txt': [`-Lantern.Wick ${from} - MIT`, `+Lantern.Wick ${to} - MIT`],
})

export default {
  pulls: [
    pull(101, 'ada', 'Update the list for v7.4', list('8.0.7', '8.0.8', [])),
    pull(
      104,
      'bela',
      'Update the list',
      list('8.0.7', '8.0.8', ['+          "Name": "Lantern.Counter", "Version": "8.0.0"']),
    ),
  ],
  right: { sets: [] },
} satisfies Case
