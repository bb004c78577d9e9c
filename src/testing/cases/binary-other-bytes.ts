import { type Case, pull } from '../case.ts'

// Two people replace the same firmware image by different bytes: it cannot be told what either does, so it is no set.
const path = 'firmware/crane.bin'
const replaced = (by: string) =>
  [
    `diff --git a/${path} b/${path}`,
    `index 71aa03c5b2e94d6f80b1c7725de38f904a6c1b22..${by} 100644`,
    `Binary files a/${path} and b/${path} differ`,
    '',
  ].join('\n')

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Crane firmware with a slower winch',
      {},
      { patch: replaced('c3fd0917be5a8842d06f1ea97b4403cc58d2e6f1') },
    ),
    pull(
      102,
      'bela',
      'Crane firmware, signed anew',
      {},
      { patch: replaced('08e1d5ba63f7c29947b06d3ea5c81f7290fb34cd') },
    ),
  ],
  right: { sets: [] },
} satisfies Case
