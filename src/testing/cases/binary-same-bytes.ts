import { type Case, pull } from '../case.ts'

// Two people replace a font by the same bytes: the same path ends with the same content, which is the same change.
const path = 'assets/broadsheet.woff2'
const replaced = [
  `diff --git a/${path} b/${path}`,
  'index 4be81c0f0d7a25f3c8b7de96a1140c32f5b9e007..9c02ad7714e0fb38d1c56a2be4f8033d6a17c5ee 100644',
  `Binary files a/${path} and b/${path} differ`,
  '',
].join('\n')

export default {
  pulls: [
    pull(101, 'ada', 'New font from the foundry', {}, { patch: replaced }),
    pull(102, 'bela', 'broadsheet: release of 2026', {}, { patch: replaced }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case
