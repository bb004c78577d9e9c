import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { projectRoot } from '../src/root.ts'
import { exceptions, openRooms, type Room, rooms } from './rooms.ts'

/** One import of another file of ours. */
interface Import {
  from: string
  to: string
  isType: boolean
}

/** @returns a line for each import that no rule allows, and for each exception that nothing needs any more. */
export function findViolations(
  files: ReadonlyMap<string, string>,
  rules: { rooms: Record<string, Room>; exceptions: readonly string[] } = { rooms, exceptions },
): string[] {
  const against = [...files].flatMap(([path, text]) =>
    readImports(path, text)
      .filter((one) => !isAllowed(one, rules.rooms))
      .map(({ from, to, isType }) => `${from} > ${to}${isType ? ' (type)' : ''}`),
  )
  return [
    ...against
      .filter((line) => !rules.exceptions.includes(line))
      .map((line) => `${line}: ${explain(line, rules.rooms)}`),
    ...rules.exceptions
      .filter((line) => !against.includes(line))
      .map((line) => `${line}: is no more; take it out of the exceptions in bin/rooms.ts`),
  ]
}

function isAllowed({ from, to, isType }: Import, rules: Record<string, Room>): boolean {
  const [own, other] = [roomOf(from), roomOf(to)]
  if (own === other) return true
  if (other === 'bin') return isTest(from)
  if (isTest(from) || openRooms.some((room) => room === own)) return true
  const front = rules[other]?.front
  const room = rules[own]
  if (front !== undefined && front !== to && room?.insideOf?.includes(other) !== true) return false
  return (
    room !== undefined && (room.imports.includes(other) || (isType && room.types?.includes(other) === true))
  )
}

function explain(line: string, rules: Record<string, Room>): string {
  const [from = '', to = ''] = line.replace(/ \(type\)$/, '').split(' > ')
  const room = roomOf(from)
  const front = rules[roomOf(to)]?.front
  if (front !== undefined && front !== to) return `of ${roomOf(to)} other rooms import ${front} alone`
  const rule = rules[room]
  if (rule === undefined) return `bin/rooms.ts knows no room ${room}`
  const types = rule.types === undefined ? '' : `, and types of ${rule.types.join(', ')}`
  return `${room} may import ${rule.imports.join(', ') || 'nothing'}${types}`
}

const isTest = (path: string): boolean => /\.test\.ts$|\/testing\//.test(path)

/** `src/git/git.ts` is in git, `src/errors.ts` in errors, `bin/set-up/lock.mjs` in bin. */
function roomOf(path: string): string {
  const [top = '', second = '', ...rest] = path.split('/')
  if (top !== 'src') return top
  return rest.length > 0 ? second : second.replace(/\.[a-z.]+$/, '')
}

function readImports(path: string, text: string): Import[] {
  const { module } = parseSync(path, text)
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      name: moduleRequest.value,
      isType: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest === null ? [] : [{ name: moduleRequest.value, isType }],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      name: text.slice(start + 1, end - 1),
      isType: false,
    })),
  ]
  return found
    .filter(({ name }) => /^\.{1,2}\//.test(name))
    .map(({ name, isType }) => ({ from: path, to: join(dirname(path), name), isType }))
}

/** Every source of ours, by its path from the project's folder. */
export function readSources(): Map<string, string> {
  const paths = ['src', 'bin', 'bench'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${folder}/${name}`,
    ),
  )
  return new Map(
    paths
      .filter((path) => /(?<!\.d)\.m?ts$|\.mjs$/.test(path))
      .sort()
      .map((path) => [path, readFileSync(join(projectRoot, path), 'utf8')]),
  )
}
