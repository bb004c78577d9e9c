import { apiDescriptionTexts, statusMeanings } from '../words/api-description.ts'

/** What an MCP client sends and gets is JSON-RPC, whose schemas are the protocol's own. */
const message = { type: 'object', properties: {}, additionalProperties: true }
const call = {
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name: 'find_similar', arguments: { repository: 'octo-org/gateway', number: 2700 } },
}
const result = { content: [{ type: 'text', text: '…' }], structuredContent: { items: [] } }
const event = `event: message\ndata: ${JSON.stringify({ result, jsonrpc: '2.0', id: 1 })}\n\n`
const accepted = 'application/json, text/event-stream'

/** The endpoint of MCP as OpenAPI describes it: it is none of the API's own routes. */
export function mcpPaths() {
  const problem = (description: string) => ({
    description,
    content: { 'application/json': { schema: message } },
  })
  return {
    '/mcp': {
      post: {
        summary: apiDescriptionTexts.mcp,
        parameters: [
          {
            name: 'Accept',
            in: 'header',
            required: true,
            description: apiDescriptionTexts.mcpAccept,
            schema: { type: 'string', examples: [accepted] },
          },
        ],
        requestBody: { required: true, content: { 'application/json': { schema: message, example: call } } },
        responses: {
          200: {
            description: apiDescriptionTexts.mcpAnswer,
            content: {
              'text/event-stream': { schema: { type: 'string' }, example: event },
              // The protocol of 2026-07-28 answers so what is known at once.
              'application/json': { schema: message, example: { result, jsonrpc: '2.0', id: 1 } },
            },
          },
          401: problem(statusMeanings[401]!),
          default: problem(statusMeanings.default),
        },
      },
    },
  }
}
