import { type Case, pull, withContents } from '../case.ts'

// One file lies in every package of a repository, copied letter by letter. Somebody raises the same package in each of
// them, one pull request at a time: the same edit of the same content, at other places, and no duplicate.
const packages = [
  'anvil',
  'bellows',
  'chisel',
  'dowel',
  'easel',
  'ferrule',
  'gimlet',
  'hammer',
  'ingot',
  'jig',
]
const raised = (name: string) =>
  withContents(
    [
      `diff --git a/${name}/decl.mod b/${name}/decl.mod`,
      'index 1111111..2222222 100644',
      `--- a/${name}/decl.mod`,
      `+++ b/${name}/decl.mod`,
      '@@ -1,2 +1,2 @@',
      '-requires lacquer 1.0.0',
      '+requires lacquer 2.0.0',
      ' requires varnish 1.0.0',
      '',
    ].join('\n'),
    'c',
    'd',
  )

export default {
  pulls: packages.map((name, at) =>
    pull(101 + at, `bumper-of-${name}`, `Raise lacquer in ${name}`, {}, { patch: raised(name) }),
  ),
  right: { sets: [] },
} satisfies Case
