import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'
import { projectRoot } from '../src/root.ts'

const text = readFileSync(join(projectRoot, 'CONTRIBUTING.md'), 'utf8')
/** The cells of the tables of one section. */
const rowsOf = (heading: string): string[][] =>
  text
    .split(/^## /m)
    .find((section) => section.startsWith(heading))!
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
const quoted = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)

/** Names of the types and classes that a file exports. */
function exportedTypes(path: string): string[] {
  return parseSync(path, readFileSync(path, 'utf8')).program.body.flatMap((statement) => {
    if (statement.type !== 'ExportNamedDeclaration') return []
    const { declaration } = statement
    switch (declaration?.type) {
      case 'TSInterfaceDeclaration':
      case 'TSTypeAliasDeclaration':
      case 'ClassDeclaration':
        return [declaration.id!.name]
      default:
        return []
    }
  })
}

test('the glossary has each type of src/domain once, and no other', () => {
  const folder = join(projectRoot, 'src/domain')
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const types = files.flatMap((name) => exportedTypes(join(folder, name)))
  const listed = rowsOf('Words').flatMap(([, , where]) =>
    quoted(where!).filter((name) => !name.includes('/')),
  )
  expect(listed.sort()).toEqual(types.sort())
})

test('each word of one room stands in a file that is there', () => {
  const files = rowsOf('Words').flatMap(([, , where]) => quoted(where!).filter((name) => name.includes('/')))
  expect(files.length).toBeGreaterThan(5)
  expect(files.filter((name) => !existsSync(join(projectRoot, name)))).toEqual([])
})

test('the map has each folder with sources, and no other', () => {
  const quotedFolders = rowsOf('Where things are').flatMap((cells) =>
    quoted(cells.join(' ')).filter((name) => /^(?:src|bin|sql|public|bench)\/(?:[^/]+\/)?$/.test(name)),
  )
  const inSrc = readdirSync(join(projectRoot, 'src'), { withFileTypes: true })
  const rooms = inSrc.filter((entry) => entry.isDirectory()).map(({ name }) => `src/${name}/`)
  const others = ['bin/', 'bin/set-up/', 'sql/', 'public/', 'bench/']
  expect(quotedFolders.sort()).toEqual([...rooms, ...others].sort())
})
