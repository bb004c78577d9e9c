import { firstAnswersId, firstViewId } from '../domain/first-answers.ts'

/** Asks the API as the page would. @returns the answer's JSON; null where the page has to ask, and hear why, itself. */
export type AskFirst = (address: string) => Promise<string | null>

/** The page waits for its own answers no longer than this: it can ask for them, and can say what it waits for. */
export const patienceMs = 400

/** Writes as HTML what the answers show, by their addresses; "" where they show nothing. */
export type WriteView = (answers: ReadonlyMap<string, string>) => string

/** Where the elements will stand, and until then what they will show. */
const place = '<claw-app>'

/**
 * The page with the first answers in it: as HTML, which a browser shows before it has run anything, and as data, of
 * which the elements are drawn in one step. What stands before them is sent at once: the browser fetches the scripts
 * while the answers are looked up. The data are in an element that no browser runs, whatever the
 * Content-Security-Policy says.
 * @param ask answers what stands at an address of the API.
 */
export function streamPage(
  html: string,
  addresses: readonly string[],
  ask: AskFirst,
  writeView: WriteView = () => '',
): ReadableStream<Uint8Array> {
  const page = showBeforeScript(html)
  const end = page.includes('</body>') ? page.lastIndexOf('</body>') : page.length
  const hasPlace = page.includes(place)
  const middle = hasPlace ? page.indexOf(place) + place.length : end
  const encoder = new TextEncoder()
  let isBegun = false
  return new ReadableStream(
    {
      async pull(controller) {
        if (!isBegun) {
          isBegun = true
          controller.enqueue(encoder.encode(page.slice(0, middle)))
          return
        }
        const answers = await readAnswers(addresses, ask)
        const rest = [
          hasPlace ? tryToWrite(writeView, answers) : '',
          page.slice(middle, end),
          renderFirstAnswers(answers),
          page.slice(end),
        ].join('')
        try {
          controller.enqueue(encoder.encode(rest))
          controller.close()
        } catch {
          // The browser has gone meanwhile.
        }
      },
    },
    // Who asks for the headers alone reads nothing, and nothing is looked up.
    { highWaterMark: 0 },
  )
}

/** What cannot be written the elements draw, or say what is wrong. */
function tryToWrite(writeView: WriteView, answers: ReadonlyMap<string, string>): string {
  try {
    return writeView(answers)
  } catch {
    return ''
  }
}

/**
 * The build has browsers draw nothing before the script has run (vite.config.ts). Here they draw as soon as they have
 * read what the elements will show, and not before: an empty frame would cost a slow processor as much.
 */
function showBeforeScript(html: string): string {
  return html.replace(
    '<script type="module" blocking="render"',
    `<link rel="expect" href="#${firstViewId}" blocking="render" /><script type="module"`,
  )
}

/** Of a stranger's text nothing can end the element: JSON needs no `<` but within strings, where it can be escaped. */
export function renderFirstAnswers(answers: ReadonlyMap<string, string>): string {
  if (answers.size === 0) return ''
  const members = [...answers].map(([address, json]) => `${JSON.stringify(address)}:${json}`)
  const json = `{${members.join(',')}}`.replaceAll('<', '\\u003c')
  return `<script type="application/json" id="${firstAnswersId}">${json}</script>`
}

/** Those that are there in time. */
async function readAnswers(addresses: readonly string[], ask: AskFirst): Promise<Map<string, string>> {
  const answers = new Map<string, string>()
  const asked = addresses.map(async (address) => {
    const json = await ask(address).catch(() => null)
    if (json !== null) answers.set(address, json)
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs)
  })
  await Promise.race([Promise.all(asked), patience])
  clearTimeout(timer)
  return new Map(answers)
}
