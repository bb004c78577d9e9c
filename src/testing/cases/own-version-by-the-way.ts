import { type Case, pull } from '../case.ts'

// Who raises a package raises the version of the project by the way; somebody else releases that version. Neither takes
// the place of the other. Who raises the same package does what the first one does.
const version = ['   "name": "lathe",', '-  "version": "1.2.8",', '+  "version": "1.2.9",']
const chisel = ['-    "chisel": "~0.0.3",', '+    "chisel": "~0.0.4",', '     "plane": "~0.1.22",']

export default {
  pulls: [
    pull(101, 'ada', 'Newer chisel, which opens old boxes', { 'package.json': [...version, ' ', ...chisel] }),
    pull(102, 'bela', 'Release 1.2.9', {
      'package.json': version,
      'CHANGELOG.md': ['+## 1.2.9', '+', '+- Boards are turned in both ways'],
    }),
    pull(103, 'cato', 'Raise the chisel', { 'package.json': chisel }),
  ],
  right: { sets: [[101, 103]], pairs: { '101-103': 'SAME_FEATURE' } },
} satisfies Case
