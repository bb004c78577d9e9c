import { type Case, pull } from '../case.ts'

// A program prepares releases and says no version in the title: what its packages say of themselves tells which it is.
const prepared = (version: string, after = '2.0.0-alpha.1') => ({
  'package.json': [
    '   "name": "@acme/yard",',
    `-  "version": "${after}",`,
    `+  "version": "${version}",`,
    '   "private": true,',
  ],
  'packages/hoist/package.json': [
    '   "name": "@acme/hoist",',
    `-  "version": "${after}",`,
    `+  "version": "${version}",`,
    '   "license": "MIT",',
    '-  "files": ["hoist.js"]',
    '+  "files": ["hoist.js", "brake.js", "governor.js"]',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Prepare Alpha Release v2.0.0-alpha.2', prepared('2.0.0-alpha.2')),
    pull(102, 'bela', 'Prepare Alpha Release', prepared('2.0.0-alpha.3')),
    pull(103, 'cato', 'Version Packages', prepared('2.0.0-alpha.3')),
  ],
  right: { sets: [[102, 103]], pairs: { '101-102': 'lead', '101-103': 'lead' } },
} satisfies Case
