import { type Case, commit, pull } from '../case.ts'

// Two years on another person carries on a branch of three commits: the subjects are the same, the dates are new, and
// lines of the first two were adapted. That goes on from the older one, which no one needs to be told is "a duplicate".
const moved = (last: string) => ({
  'src/commands/source.ts': [
    '+export const sourceCommand = command("source")',
    '+  .describe("Lists, adds and removes places that parcels come from")',
    '+  .option("--format <kind>", "how it is printed", ["short", "detailed"])',
    '+  .option("--folder <path>", "the folder with settings")',
    '+  .run(({ format, folder }) => printSources(readSources(folder), format))',
    `+${last}`,
  ],
})
const subjects = [
  'Move the source command to the new parser',
  'Bind options of commands by their names',
  'fix tests',
]
const by = (author: string, minute: number, titles: string[]) => ({
  commits: titles.map((title, at) => commit(author, minute + at, title)),
  createdAtGuessed: true,
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Move the `source` command to the new parser (#60)',
      moved('export default sourceCommand'),
      by('ada', 100, ['Move the `source` command to the new parser (#60)', ...subjects.slice(1)]),
    ),
    pull(
      140,
      'bela',
      subjects[0]!,
      moved('export { sourceCommand as default }'),
      by('bela', 500_000, [subjects[0]!, subjects[1]!, 'formatting']),
    ),
  ],
  right: { sets: [], pairs: { '101-140': 'STACKED' } },
} satisfies Case
