interface Operation {
  summary?: string
  parameters?: { name: string; in: string; schema?: { description?: string } }[]
  responses?: Record<string, unknown>
}

/**
 * The API's description as one plain page. The usual viewers load a script from a content delivery network, which our security
 * policy refuses, and rightly.
 */
export function renderDocs(spec: { paths?: Record<string, Record<string, Operation>> }): string {
  const rows = Object.entries(spec.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { summary = '', parameters = [], responses = {} }]) => {
      const facts = parameters.map(
        ({ name, in: place, schema }) =>
          `<li><code>${escapeHtml(name)}</code> (${escapeHtml(place)}) ${escapeHtml(schema?.description ?? '')}</li>`,
      )
      return `<section><h2><code>${escapeHtml(method.toUpperCase())} ${escapeHtml(path)}</code></h2><p>${escapeHtml(summary)}</p>
<ul>${facts.join('')}</ul><p>Answers: ${Object.keys(responses).map(escapeHtml).join(', ')}</p></section>`
    }),
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>ClawTriage API</title></head><body><h1>ClawTriage API</h1>
<p>The same for programs: <a href="/api/openapi.json">/api/openapi.json</a></p>${rows.join('\n')}</body></html>`
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
