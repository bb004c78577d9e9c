import { type Case, pull } from '../case.ts'

// A file with CRLF: one mends two lines and keeps it, another turns the whole file to LF and mends the same lines. The
// same fix: a set. A third only converts.
const plates = Array.from(
  { length: 12 },
  (_, at) => `public int Plate${at}() => sheet.Layer(${at}).Ink * ${at + 3};`,
)
const inked = (line: string, at: number) =>
  at === 6 || at === 7 ? line.replace('Ink *', `InkOrZero() * Density(${at}) *`) : line

export default {
  pulls: [
    pull(101, 'ada', 'Plates without ink count as zero', {
      'press/Plates.cs': [
        ...plates.slice(3, 6).map((line) => ` ${line}\r`),
        ...plates.slice(6, 8).map((line) => `-${line}\r`),
        ...plates.slice(6, 8).map((line, at) => `+${inked(line, at + 6)}\r`),
        ...plates.slice(8, 11).map((line) => ` ${line}\r`),
      ],
    }),
    pull(103, 'bela', 'No ink on plates 6 and 7', {
      'press/Plates.cs': [
        ...plates.map((line) => `-${line}\r`),
        ...plates.map((line, at) => `+${inked(line, at)}`),
      ],
    }),
    pull(104, 'cato', 'Plates in LF', {
      'press/Plates.cs': [...plates.map((line) => `-${line}\r`), ...plates.map((line) => `+${line}`)],
    }),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_CHANGE' } },
} satisfies Case
