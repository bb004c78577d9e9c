/** What a route answers, before limits, ETags and faults have their say. */
export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
  /** The same as a diff, for clients that accept `application/vnd.github.diff`. */
  diff?: () => Promise<Buffer>
}

const documentation = 'https://docs.github.com/rest'

export const ok = (body: unknown, headers: Record<string, string> = {}): Answer => ({
  status: 200,
  body,
  headers,
})

/** GitHub's own form of an error. */
export const failure = (status: number, message: string, headers: Record<string, string> = {}): Answer => ({
  status,
  body: { message, documentation_url: documentation, status: String(status) },
  headers,
})

export const notFound = () => failure(404, 'Not Found')
