import { exampleOf } from './example.ts'
import { type JsonSchema, renderSchema } from './schema-text.ts'

interface Content {
  content?: Record<string, { schema: JsonSchema; example?: unknown }>
}
interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: JsonSchema
}
interface Operation {
  summary?: string
  parameters?: Parameter[]
  requestBody?: Content
  responses?: Record<string, Content & { description?: string }>
}
export interface Description {
  paths?: Record<string, Record<string, Operation>>
}

/** Where the page's style is: our security policy takes none from within a page. */
export const docsStylePath = '/api/docs.css'

/**
 * The API's description as one plain page: of each route what it takes and answers, with an example. The usual viewers
 * load a script from a content delivery network, which our security policy refuses, and rightly.
 */
export function renderDocs({ paths = {} }: Description): string {
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method,
      path,
      operation,
      id: idOf(method, path),
    })),
  )
  const links = routes.map(
    ({ method, path, id }) =>
      `<li><a href="#${id}">${methodMark(method)} <span>${breakable(path)}</span></a></li>`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>ClawTriage API</title><link rel="icon" href="/favicon.svg"><link rel="stylesheet" href="${docsStylePath}"></head><body>
<header><h1>ClawTriage API</h1>
<p>Answers are JSON. Reading a repository needs <code>Authorization: Bearer DASHBOARD_TOKEN</code>, or nothing where the dashboard is public;
asking for a scan needs <code>OPS_TRIGGER_TOKEN</code>. Every error has the same form, with a sentence that says what to do.
The same for programs: <a href="/api/openapi.json">/api/openapi.json</a>.</p></header>
<nav aria-label="Routes"><ul>${links.join('')}</ul></nav>
<main>${routes.map(renderRoute).join('\n')}</main></body></html>`
}

function renderRoute({
  method,
  path,
  operation,
  id,
}: {
  method: string
  path: string
  operation: Operation
  id: string
}): string {
  const { summary = '', parameters = [], requestBody, responses = {} } = operation
  const body = requestBody?.content?.['application/json']?.schema
  const good = Object.entries(responses).filter(([status]) => Number(status) < 400)
  const bad = Object.entries(responses).filter(([status]) => Number(status) >= 400)
  return `<section id="${id}"><h2>${methodMark(method)} <code>${breakable(path)}</code></h2><p>${escapeHtml(summary)}.</p>
${parameters.length === 0 ? '' : renderParameters(parameters)}
${body === undefined ? '' : `<h3>Body</h3>${renderBlock(renderSchema(body), 'Schema of the body')}`}
<h3>Example</h3>${renderBlock(renderCall(method, path, operation), 'Example of a request')}
${good.map(([status, answer]) => renderAnswer(status, answer)).join('')}
${bad.length === 0 ? '' : renderErrors(bad)}</section>`
}

const places: Record<string, string> = { path: 'in the path', query: 'query', header: 'header' }

function renderParameters(parameters: readonly Parameter[]): string {
  const rows = parameters.map(
    ({ name, in: place, required, description = '', schema = {} }) =>
      `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td>${escapeHtml(places[place] ?? place)}${required && place !== 'path' ? ', needed' : ''}</td><td>${escapeHtml(description)}${schema.default === undefined ? '' : `; ${escapeHtml(JSON.stringify(schema.default))} unless it is given`}</td></tr>`,
  )
  return `<div class="wide" tabindex="0" role="group" aria-label="Parameters"><table><thead><tr><th scope="col">Parameter</th><th scope="col">Where</th><th scope="col">What</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

function renderAnswer(
  status: string,
  { content = {}, description = '' }: Content & { description?: string },
): string {
  const [[mediaType, { schema, example }] = ['', { schema: {}, example: undefined }]] =
    Object.entries(content)
  const isJson = mediaType === 'application/json'
  const heading = `<h3>Answer ${escapeHtml(status)}${isJson ? '' : ` <code>${escapeHtml(mediaType)}</code>`}</h3>`
  const shown = isJson ? JSON.stringify(example, null, 2) : String(example)
  return `${heading}<p>${escapeHtml(sentence(description))}</p>${renderBlock(shown, `Example of answer ${status}`)}
${isJson ? `<details><summary>Every field</summary>${renderBlock(renderSchema(schema), `Schema of answer ${status}`)}</details>` : ''}`
}

function renderErrors(errors: readonly [string, { description?: string }][]): string {
  const rows = errors.map(
    ([status, { description = '' }]) =>
      `<dt><code>${escapeHtml(status)}</code></dt><dd>${escapeHtml(description)}</dd>`,
  )
  return `<details><summary>Errors: ${errors.map(([status]) => escapeHtml(status)).join(', ')}</summary><dl>${rows.join('')}</dl></details>`
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** As much of a body as fits beside `-d` in one line; a longer one has a line for each field. */
const longestLine = 60

/** The request as curl takes it. */
function renderCall(
  method: string,
  path: string,
  { parameters = [], requestBody, responses = {} }: Operation,
): string {
  const body = requestBody?.content?.['application/json']?.example
  const exampleFor = ({ name, schema }: Parameter) => String(exampleOf(schema ?? { type: 'string' }, name))
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    exampleFor(parameters.find((parameter) => parameter.name === name) ?? { name, in: 'path' }),
  )
  return [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} "$CLAWTRIAGE_URL${filled}"`,
    ...('401' in responses && !path.startsWith('/api/session') && !path.startsWith('/api/webhooks')
      ? [
          `-H "Authorization: Bearer $${path.startsWith('/api/ops/public') ? 'OPS_TRIGGER_TOKEN' : 'DASHBOARD_TOKEN'}"`,
        ]
      : []),
    ...parameters.flatMap((parameter) =>
      parameter.in === 'header' ? [`-H "${parameter.name}: ${exampleFor(parameter)}"`] : [],
    ),
    ...(body === undefined ? [] : ['-H "Content-Type: application/json"', `-d '${writeBody(body)}'`]),
  ].join(' \\\n  ')
}

function writeBody(body: unknown): string {
  const line = JSON.stringify(body)
  const text = line.length <= longestLine ? line : JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')
  return text.replaceAll("'", String.raw`'\''`)
}

/** A block that is scrolled by keyboard, too. */
const renderBlock = (text: string, label: string): string =>
  `<pre tabindex="0" role="group" aria-label="${escapeHtml(label)}"><code>${escapeHtml(text)}</code></pre>`

const idOf = (method: string, path: string): string =>
  `${method}${path.replaceAll(/[^A-Za-z]+/g, '-')}`.replace(/-$/, '')
const methodMark = (method: string): string =>
  `<b class="${escapeHtml(method)}">${escapeHtml(method.toUpperCase())}</b>`
/** A long path breaks at its slashes. */
const breakable = (path: string): string => escapeHtml(path).replaceAll('/', '/<wbr>')

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
