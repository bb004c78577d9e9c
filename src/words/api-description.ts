/** What each status of the API means, as its description says it. */
export const statusMeanings: Record<number, string> & { default: string } = {
  200: 'the answer',
  201: 'made',
  202: 'taken on: the work goes on behind it',
  400: 'the request is not as it is described here; the message names the field',
  401: 'a token is needed, or it is the wrong one',
  403: 'the token does not allow this, or another site asked for it',
  404: 'there is no such thing, or none that this caller may see',
  409: 'something else stands there by now: read it again and decide upon that',
  413: 'the body is too large',
  415: 'the body is not JSON',
  429: 'too many wrong tokens, or too much asked, from this address: wait as long as Retry-After says',
  503: 'a setting is missing, or something the service needs does not answer: the message says which',
  default: 'something went wrong here',
}

/** What the description says of answers and headers that no schema describes. */
export const apiDescriptionTexts = {
  events:
    'events “scan”, “sets” and “decision”, each with JSON as its data; scans under way come first, and a comment every 15 s',
  feed: 'an Atom feed (RFC 4287), the newest set first, at most 100',
  report: 'Markdown: what is new, decided and resolved, and what has waited longest',
  mcp: 'The same answers as tools of the Model Context Protocol, by Streamable HTTP, stateless',
  mcpAccept: 'both of these, as the protocol wants it',
  mcpAnswer: 'JSON-RPC as server-sent events',
  delivery: 'GitHub’s id of the delivery: one that came before is answered “duplicate”',
  event: 'what has happened, such as pull_request',
  signature: 'the HMAC of the body with GITHUB_WEBHOOK_SECRET',
  payload: 'the payload as GitHub sends it',
  stood: 'the same verdict stood already, and “seen” did not say so: it is left as it is',
  idempotencyKey:
    'an id that the sender makes for this write, 8 to 100 letters, digits, dots and dashes: sent again under the same one, it is not done again, and what was said since is told',
  actor: 'who asks for it, kept with the scan; at most 100 printable characters',
} as const
