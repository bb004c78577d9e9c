import { firstAnswersId } from '../domain/first-answers.ts'

/** Asks the API as the page would. @returns the answer's JSON; null where the page has to ask, and hear why, itself. */
export type AskFirst = (address: string) => Promise<string | null>

/** The page waits for its own answers no longer than this: it can ask for them, and can say what it waits for. */
const patienceMs = 400

/**
 * The page with the first answers in it, so that a browser draws all of it in one step. What stands before them is sent
 * at once: the browser fetches the scripts while the answers are looked up. They are data in an element that no browser
 * runs, whatever the Content-Security-Policy says.
 * @param ask answers what stands at an address of the API.
 */
export function streamPage(
  html: string,
  addresses: readonly string[],
  ask: AskFirst,
): ReadableStream<Uint8Array> {
  const end = html.includes('</body>') ? html.lastIndexOf('</body>') : html.length
  const encoder = new TextEncoder()
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(encoder.encode(html.slice(0, end)))
      const answers = await readAnswers(addresses, ask)
      try {
        controller.enqueue(encoder.encode(renderFirstAnswers(answers) + html.slice(end)))
        controller.close()
      } catch {
        // The browser has gone meanwhile.
      }
    },
  })
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
