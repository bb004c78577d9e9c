import { type Case, pull } from '../case.ts'

// The same fix, once in a file that turns to CRLF and once in one that gets a byte order mark: one set. Blanks at the
// end of all lines alone are none of it.
const rows = Array.from(
  { length: 14 },
  (_, at) => `int weigh${at}(Crate crate) { return crate.mass(${at}) * ${at + 2}; }`,
)
const fixed = (line: string, at: number) =>
  at === 6 || at === 7 ? line.replace(`crate.mass(${at})`, `Math.max(0, crate.mass(${at}))`) : line

export default {
  pulls: [
    pull(101, 'ada', 'No negative masses', {
      'src/Scale.java': [
        ...rows.slice(3, 6).map((line) => ` ${line}`),
        ...rows.slice(6, 8).map((line) => `-${line}`),
        ...rows.slice(6, 8).map((line, at) => `+${fixed(line, at + 6)}`),
        ...rows.slice(8, 11).map((line) => ` ${line}`),
      ],
    }),
    pull(102, 'bela', 'sides 6 and 7 must not weigh less than nothing', {
      'src/Scale.java': [
        ...rows.map((line) => `-${line}`),
        ...rows.map((line, at) => `+${fixed(line, at)}\r`),
      ],
    }),
    pull(103, 'cato', 'Trailing blanks', {
      'src/Scale.java': [...rows.map((line) => `-${line}`), ...rows.map((line) => `+${line}  `)],
    }),
    pull(104, 'dora', 'masses below zero', {
      'src/Scale.java': [
        '-class Scale {',
        '+\uFEFFclass Scale {',
        ...rows.slice(0, 6).map((line) => ` ${line}`),
        ...rows.slice(6, 8).map((line) => `-${line}`),
        ...rows.slice(6, 8).map((line, at) => `+${fixed(line, at + 6)}`),
        ...rows.slice(8, 11).map((line) => ` ${line}`),
      ],
    }),
  ],
  right: { sets: [[101, 102, 104]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
