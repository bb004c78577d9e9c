import type { Revision } from '../domain/revision.ts'
import { parsePatch } from '../triage/index.ts'

/** Invented words, so that no line of a foreign repository stands in ours. */
const words =
  'amber basil cedar delta ember fjord gamma hazel ivory jolly karma lemon maple noble ocean pearl quartz raven sable tulip umber velvet willow xenon yonder zephyr'.split(
    ' ',
  )
const token = /[\p{L}_$][\p{L}\p{N}_$]*/gu
const mostLines = 200

/**
 * Gives each word of strangers' text one invented word, the same for the same: what two changes share they share still.
 */
function openInvention(): (text: string) => string {
  const known = new Map<string, string>()
  return (text) =>
    text.replace(token, (word) => {
      let invented = known.get(word)
      if (invented === undefined) {
        const at = known.size
        const second = words[Math.floor(at / words.length) % words.length]!
        const round = Math.floor(at / words.length ** 2)
        invented = at < words.length ? words[at]! : `${words[at % words.length]}_${second}${round || ''}`
        known.set(word, invented)
      }
      return invented
    })
}

/**
 * A case (testing/case.ts) of the shape of a real pair: its lines, paths and titles are invented word for word, so that
 * only the structure is kept. The author of the case gives it words that mean something, and says what is right.
 */
export function renderCaseSkeleton([older, newer]: readonly [Revision, Revision]): string {
  const invent = openInvention()
  const render = (revision: Revision, number: number, author: string) => {
    const files = parsePatch(revision.patch).map(({ path, hunks }) => {
      const lines = (hunks ?? []).flatMap((hunk) => hunk.lines).slice(0, mostLines)
      const shown = lines.map((line) => `        ${JSON.stringify(line[0] + invent(line.slice(1)))},`)
      return `      ${JSON.stringify(inventPath(path, invent))}: [\n${shown.join('\n')}\n      ],`
    })
    return `    pull(${number}, ${JSON.stringify(author)}, ${JSON.stringify(invent(revision.title))}, {\n${files.join('\n')}\n    }),`
  }
  return `import { type Case, pull } from '../case.ts'

// Say in a sentence or two which kind this is, and give the words below a meaning of their own.
export default {
  pulls: [
${render(older, 101, 'ada')}
${render(newer, 108, 'bela')}
  ],
  right: { sets: [], pairs: { '101-108': 'SAY WHAT IS RIGHT' } },
} satisfies Case
`
}

/** Folders and names are invented; the last ending decides what a file is for, and stays. */
function inventPath(path: string, invent: (text: string) => string): string {
  const [, stem = path, ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/.exec(path) ?? []
  return `${stem.split('/').map(keepMeaning).join('/')}${ending}`

  /** What paths are told apart by (tests, docs, generated files) must be said still. */
  function keepMeaning(part: string): string {
    return /^(?:src|lib|tests?|spec|specs|__tests__|docs?|vendor|node_modules|dist|build)$/i.test(part)
      ? part
      : invent(part)
  }
}
