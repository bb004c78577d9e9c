import { exampleOf } from './example.ts'
import { type JsonSchema, renderSchema } from './schema-text.ts'

interface Content {
  content?: { 'application/json'?: { schema: JsonSchema } }
}
interface Operation {
  summary?: string
  parameters?: { name: string; in: string; required?: boolean; schema?: JsonSchema }[]
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
  const bad = Object.keys(responses).filter((status) => Number(status) >= 400)
  return `<section id="${id}"><h2>${methodMark(method)} <code>${breakable(path)}</code></h2><p>${escapeHtml(summary)}.</p>
${parameters.length === 0 ? '' : renderParameters(parameters)}
${body === undefined ? '' : `<h3>Body</h3>${renderBlock(renderSchema(body), 'Schema of the body')}`}
<h3>Example</h3>${renderBlock(renderCall(method, path, operation), 'Example of a request')}
${good.map(([status, answer]) => renderAnswer(status, answer)).join('')}
${bad.length === 0 ? '' : `<p class="errors">Errors: ${bad.map((status) => `<code>${escapeHtml(status)}</code>`).join(' ')}</p>`}</section>`
}

function renderParameters(parameters: NonNullable<Operation['parameters']>): string {
  const rows = parameters.map(
    ({ name, in: place, required, schema = {} }) =>
      `<tr><th scope="row"><code>${escapeHtml(name)}</code></th><td>${place === 'path' ? 'in the path' : required ? 'query, needed' : 'query'}</td><td>${escapeHtml(schema.description ?? '')}${schema.default === undefined ? '' : `; ${escapeHtml(JSON.stringify(schema.default))} unless it is given`}</td></tr>`,
  )
  return `<div class="wide" tabindex="0" role="group" aria-label="Parameters"><table><thead><tr><th scope="col">Parameter</th><th scope="col">Where</th><th scope="col">What</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

function renderAnswer(
  status: string,
  { content, description = '' }: Content & { description?: string },
): string {
  const schema = content?.['application/json']?.schema
  if (schema === undefined) return `<h3>Answer ${escapeHtml(status)}</h3><p>${escapeHtml(description)}</p>`
  const example = exampleOf(schema)
  return `<h3>Answer ${escapeHtml(status)}</h3>${typeof example === 'string' ? '' : renderBlock(JSON.stringify(example, null, 2), `Example of answer ${status}`)}
<details><summary>Every field</summary>${renderBlock(renderSchema(schema), `Schema of answer ${status}`)}</details>`
}

/** The request as curl takes it. */
function renderCall(
  method: string,
  path: string,
  { parameters = [], requestBody, responses = {} }: Operation,
): string {
  const body = requestBody?.content?.['application/json']?.schema
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameters.find((parameter) => parameter.name === name)?.schema
    return String(exampleOf(schema ?? { type: 'string' }, name))
  })
  return [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} "$CLAWTRIAGE_URL${filled}"`,
    ...('401' in responses && !path.startsWith('/api/session') && !path.startsWith('/api/webhooks')
      ? [
          `-H "Authorization: Bearer $${path.startsWith('/api/ops/public') ? 'OPS_TRIGGER_TOKEN' : 'DASHBOARD_TOKEN'}"`,
        ]
      : []),
    ...(body === undefined
      ? []
      : [
          '-H "Content-Type: application/json"',
          `-d '${JSON.stringify(exampleOf(body)).replaceAll("'", String.raw`'\''`)}'`,
        ]),
  ].join(' \\\n  ')
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
