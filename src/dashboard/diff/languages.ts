import type { ReadColours } from './kinds.ts'

type Load = () => Promise<ReadColours>

const tree = async (
  parser: Promise<{ parser: Parameters<typeof import('./read-tree.ts').treeColours>[0] }>,
) => {
  const [{ treeColours }, language] = await Promise.all([import('./read-tree.ts'), parser])
  return treeColours(language.parser)
}

const stream = async <State>(mode: Promise<import('@codemirror/streamparser').StreamParser<State>>) => {
  const [{ streamColours }, found] = await Promise.all([import('./read-stream.ts'), mode])
  return streamColours(found)
}

const clike = (name: 'csharp' | 'kotlin' | 'scala' | 'dart' | 'objectiveC') => () =>
  stream(import('@codemirror/legacy-modes/mode/clike').then((all) => all[name]))

/** JavaScript in its dialects differs little, and an ending does not always tell which it is. */
const script = (dialect: string) => () =>
  tree(import('@lezer/javascript').then(({ parser }) => ({ parser: parser.configure({ dialect }) })))
const markup: Load = () => tree(import('./markup.ts'))
const cpp: Load = () => tree(import('@lezer/cpp'))
const sass = (dialect: string) => () =>
  tree(import('@lezer/sass').then(({ parser }) => ({ parser: parser.configure({ dialect }) })))
const yaml: Load = () => tree(import('@lezer/yaml'))
const ruby: Load = () => stream(import('@codemirror/legacy-modes/mode/ruby').then((all) => all.ruby))
const shell: Load = () => stream(import('@codemirror/legacy-modes/mode/shell').then((all) => all.shell))
const properties: Load = () =>
  stream(import('@codemirror/legacy-modes/mode/properties').then((all) => all.properties))

/** Each language by the endings of its files; its code is loaded when such a file is on the screen. */
const languages: [endings: string, load: Load][] = [
  ['js mjs cjs jsx', script('jsx')],
  ['ts mts cts', script('ts')],
  ['tsx gts', script('jsx ts')],
  ['gjs', script('jsx')],
  ['py pyi pyx bzl', () => tree(import('@lezer/python'))],
  ['css', () => tree(import('@lezer/css'))],
  ['scss less', sass('')],
  ['sass', sass('indented')],
  ['html htm vue svelte hbs handlebars twig ejs njk', markup],
  ['xml svg xsd xslt plist csproj', () => tree(import('@lezer/xml'))],
  ['json json5 jsonc webmanifest ipynb', () => tree(import('@lezer/json'))],
  ['md markdown mdx', () => tree(import('@lezer/markdown'))],
  ['rs', () => tree(import('@lezer/rust'))],
  ['go', () => tree(import('@lezer/go'))],
  ['java', () => tree(import('@lezer/java'))],
  ['c h cc cpp cxx hh hpp ino', cpp],
  [
    'php phpt',
    // A hunk seldom begins with the file's first line: what is not inside of `<?php` would be taken for HTML.
    () => tree(import('@lezer/php').then(({ parser }) => ({ parser: parser.configure({ top: 'Program' }) }))),
  ],
  ['yaml yml', yaml],
  ['rb rake gemspec', ruby],
  ['sh bash zsh ksh', shell],
  ['toml', () => stream(import('@codemirror/legacy-modes/mode/toml').then((all) => all.toml))],
  ['swift', () => stream(import('@codemirror/legacy-modes/mode/swift').then((all) => all.swift))],
  ['cs', clike('csharp')],
  ['kt kts', clike('kotlin')],
  ['scala sbt', clike('scala')],
  ['dart', clike('dart')],
  ['m mm', clike('objectiveC')],
  ['lua', () => stream(import('@codemirror/legacy-modes/mode/lua').then((all) => all.lua))],
  ['pl pm t', () => stream(import('@codemirror/legacy-modes/mode/perl').then((all) => all.perl))],
  ['r', () => stream(import('@codemirror/legacy-modes/mode/r').then((all) => all.r))],
  ['hs', () => stream(import('@codemirror/legacy-modes/mode/haskell').then((all) => all.haskell))],
  ['clj cljs edn', () => stream(import('@codemirror/legacy-modes/mode/clojure').then((all) => all.clojure))],
  ['erl', () => stream(import('@codemirror/legacy-modes/mode/erlang').then((all) => all.erlang))],
  ['jl', () => stream(import('@codemirror/legacy-modes/mode/julia').then((all) => all.julia))],
  ['groovy gradle', () => stream(import('@codemirror/legacy-modes/mode/groovy').then((all) => all.groovy))],
  ['sql', () => stream(import('@codemirror/legacy-modes/mode/sql').then((all) => all.standardSQL))],
  [
    'ps1 psm1',
    () => stream(import('@codemirror/legacy-modes/mode/powershell').then((all) => all.powerShell)),
  ],
  ['proto', () => stream(import('@codemirror/legacy-modes/mode/protobuf').then((all) => all.protobuf))],
  ['cmake', () => stream(import('@codemirror/legacy-modes/mode/cmake').then((all) => all.cmake))],
  [
    'dockerfile containerfile',
    () => stream(import('@codemirror/legacy-modes/mode/dockerfile').then((all) => all.dockerFile)),
  ],
  ['ini properties cfg conf editorconfig env', properties],
]

const byEnding = new Map(
  languages.flatMap(([endings, load]) => endings.split(' ').map((ending) => [ending, load] as const)),
)
/** Files that are known by their whole name. */
const byName = new Map<string, Load>([
  ['rakefile', ruby],
  ['gemfile', ruby],
  ['.bashrc', shell],
  ['cmakelists.txt', byEnding.get('cmake')!],
])

/** How to read the colours of a file, by its path; null where its language is not among ours. */
export function findLanguage(path: string): Load | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  // `Dockerfile` has no ending, `Dockerfile.dev` begins with one.
  const ending = name.slice(name.lastIndexOf('.') + 1)
  return byName.get(name) ?? byEnding.get(ending) ?? byEnding.get(name.split('.')[0]!) ?? null
}
