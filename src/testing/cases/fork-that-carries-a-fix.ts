import { type Case, commit, pull } from '../case.ts'

// A fork's main holds an unmerged fix for an issue, so every pull request that is opened from it carries that. Somebody
// else answers the issue too: the rival of none of these, since each is about something else. Two of them are about the
// same thing.
const told = ' def render(cell):'
const carried = {
  'sheet/cells.py': [
    told,
    '-    return str(cell.value)',
    '+    symbol = currency_of(cell.number_format)',
    '+    return f"{symbol}{cell.value:.2f}" if symbol else str(cell.value)',
  ],
}
const fix = commit('owner', 20, 'Show currency symbols of cells (fixes #53)')
const carrying = (number: number, author: string, message: string, path: string, lines: string[]) =>
  pull(
    number,
    author,
    message,
    { ...carried, [path]: lines },
    { commits: [fix, commit(author, number, message)], createdAtGuessed: true },
  )
const short = (host: string) => [
  ' def accepts(url):',
  '-    return url.startswith(LONG_FORM)',
  `+    return url.startswith(LONG_FORM) or hostname(url) in ${host}`,
]

export default {
  pulls: [
    pull(101, 'ada', 'Preserve the format of cells, closes #53', {
      'sheet/cells.py': [
        told,
        '-    return str(cell.value)',
        '+    return FORMATS[cell.number_format](cell.value)',
      ],
    }),
    carrying(102, 'bela', 'Correct the link in the readme', 'README.md', [
      '-[guide](gide.md)',
      '+[guide](guide.md)',
    ]),
    carrying(103, 'cato', 'Warn without the picture tool', 'sheet/pictures.py', [
      ' def describe(picture):',
      '+    if which("pictool") is None:',
      '+        warn("pictool is not installed")',
    ]),
    carrying(104, 'dora', 'Accept short video links', 'video/address.py', short('("vid.example",)')),
    carrying(105, 'emil', 'short links of videos are accepted', 'video/address.py', short('SHORT_HOSTS')),
  ],
  right: {
    sets: [[104, 105]],
    pairs: { '101-102': 'lead', '101-103': 'lead', '102-103': 'lead', '104-105': 'SAME_FEATURE' },
  },
} satisfies Case
