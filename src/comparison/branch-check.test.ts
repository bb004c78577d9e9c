import { expect, test } from 'vitest'
import { namePath } from '../domain/branch-files.ts'
import { checkAgainstBranch } from './branch-check.ts'

const idOf = (digit: string) => digit.repeat(40)
const entries = Buffer.concat(
  ['src/a.ts', 'src/b.ts', 'src/new-name.ts']
    .map((path, at) => Buffer.concat([namePath(path), Buffer.from(idOf(`${at + 1}`).slice(0, 16), 'hex')]))
    .sort(Buffer.compare),
)
const look = (...parts: string[]) => checkAgainstBranch(parts.join(''), { entries })
const edit = (path: string, id: string | null) =>
  `diff --git a/${path} b/${path}\n${id === null ? '' : `index ${idOf('f').slice(0, id.length)}..${id} 100644\n`}--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n-x\n+y\n`
const remove = (path: string) =>
  `diff --git a/${path} b/${path}\ndeleted file mode 100644\nindex ${idOf('f')}..${idOf('0')}\n--- a/${path}\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n`
const rename = (from: string, to: string, id: string) =>
  `diff --git a/${from} b/${to}\nsimilarity index 90%\nrename from ${from}\nrename to ${to}\nindex ${idOf('f')}..${id} 100644\n--- a/${from}\n+++ b/${to}\n@@ -1 +1 @@\n-x\n+y\n`

test.each([
  ['the very content', true, [edit('src/a.ts', idOf('1'))]],
  ['the content as git abbreviates it', true, [edit('src/a.ts', '1111111')]],
  ['another content', false, [edit('src/a.ts', idOf('2'))]],
  ['an abbreviation that is too short to tell', false, [edit('src/a.ts', '1111')]],
  ['a content that is not told', false, [edit('src/a.ts', null)]],
  ['all of two', true, [edit('src/a.ts', idOf('1')), edit('src/b.ts', '22222222')]],
  ['one of two', false, [edit('src/a.ts', idOf('1')), edit('src/b.ts', '33333333')]],
  ['the second is not told', false, [edit('src/a.ts', idOf('1')), edit('src/b.ts', null)]],
  ['a file that is gone', true, [edit('src/a.ts', idOf('1')), remove('src/old.ts')]],
  ['a file that is not gone', false, [edit('src/a.ts', idOf('1')), remove('src/b.ts')]],
  ['nothing but files that are not there', false, [remove('src/old.ts')]],
  ['a rename', true, [rename('src/old-name.ts', 'src/new-name.ts', idOf('3'))]],
  ['a rename whose old file is there still', false, [rename('src/b.ts', 'src/new-name.ts', idOf('3'))]],
  ['nothing', false, []],
])('is on the branch: %s is %s', (_, expected, parts) => {
  expect(look(...parts).isThere).toBe(expected)
})

test('lines of a diff that look like its headers tell nothing', () => {
  const quoted = `diff --git a/src/a.ts b/src/a.ts\nindex ${idOf('f')}..${idOf('2')} 100644\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1,2 @@\n-x\n+diff --git a/src/a.ts b/src/a.ts\n+index ${idOf('f')}..${idOf('1')} 100644\n`
  expect(look(quoted).isThere).toBe(false)
})

test('strange is a change whose edited files are all unknown', () => {
  expect(look(edit('app/user.rb', idOf('1'))).strange).toEqual({ path: 'app/user.rb', count: 1 })
  expect(look(edit('app/user.rb', null), edit('app/x.rb', null)).strange?.count).toBe(2)
  expect(look(edit('app/user.rb', null), edit('src/a.ts', null)).strange).toBeNull()
  // It may be on the branch already, or be of another one.
  expect(look(remove('src/old.ts')).strange).toBeNull()
  const added =
    'diff --git a/n.ts b/n.ts\nnew file mode 100644\n--- /dev/null\n+++ b/n.ts\n@@ -0,0 +1 @@\n+y\n'
  expect(look(added).strange).toBeNull()
})
