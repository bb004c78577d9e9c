import { type Case, commit, pull } from '../case.ts'

// A fork's main, proposed by its owner: settings of their own, and raises of packages that the bot made for the fork.
// The bot makes the same raises for the repository. Neither is about what the other is about. A person's raise of one
// package beside the bot's is a duplicate still.
const raised = (name: string, from: string, to: string) => ({
  [`src/${name}/${name}.csproj`]: [
    ' <ItemGroup>',
    `-    <PackageReference Include="Lantern.${name}" Version="${from}" />`,
    `+    <PackageReference Include="Lantern.${name}" Version="${to}" />`,
    ' </ItemGroup>',
  ],
})
const bot = {
  authorName: 'dependabot[bot]',
  authorEmail: '49699333+dependabot[bot]@users.noreply.github.com',
}
const byBot = (number: number, minute: number, name: string, from: string, to: string) =>
  pull(number, 'dependabot[bot]', `Bump Lantern.${name} from ${from} to ${to}`, raised(name, from, to), {
    commits: [commit('bot', minute, `Bump Lantern.${name} from ${from} to ${to}`, bot)],
    createdAtGuessed: true,
  })

export default {
  pulls: [
    pull(
      101,
      'vesper',
      'Create launch settings',
      {
        ...raised('Wick', '2.21.0', '2.22.0'),
        ...raised('Glass', '5.4.0', '5.4.2'),
        'tools/launch.json': ['+{ "program": "lantern", "arguments": ["--lit"], "stopAtEntry": false }'],
      },
      {
        commits: [
          commit('vesper', 10, 'Create launch settings'),
          commit('bot', 20, 'Bump Lantern.Wick from 2.21.0 to 2.22.0', bot),
          commit('bot', 25, 'Bump Lantern.Glass from 5.4.0 to 5.4.2', bot),
        ],
        createdAtGuessed: true,
      },
    ),
    byBot(102, 40, 'Wick', '2.21.0', '2.22.0'),
    byBot(103, 45, 'Glass', '5.4.0', '5.4.2'),
    pull(104, 'ada', 'Glass 5.4.2', raised('Glass', '5.4.0', '5.4.2')),
  ],
  right: {
    sets: [[103, 104]],
    pairs: { '101-102': 'lead', '101-103': 'lead', '103-104': 'SAME_CHANGE' },
  },
} satisfies Case
