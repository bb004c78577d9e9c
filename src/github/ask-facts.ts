import type { Octokit } from '@octokit/rest'
import type { Ask } from './ask.ts'
import { factsQuery } from './pull-facts.ts'

/**
 * Sends the question for facts about pull requests over GraphQL.
 * @param ask with a budget of its own: GraphQL has an hour of its own, of as many points.
 * @param subject what is asked for, for an error.
 */
export function openFactsQuery({
  apiUrl,
  octokit,
  ask,
  subject,
  signal,
}: {
  apiUrl: string
  octokit: Octokit
  ask: Ask
  subject: string
  signal: AbortSignal
}): (ids: readonly string[]) => Promise<unknown> {
  const query = { method: 'POST', url: graphqlUrl(apiUrl), query: factsQuery } as const
  return async (ids) => {
    const { data } = await ask(subject, signal, (request) =>
      // What takes too long does so again: smaller questions are asked instead.
      octokit.request({ ...query, variables: { ids }, request: { ...request, retries: 0 } }),
    )
    return data
  }
}

/** Beside the REST API's base URL: https://api.github.com/graphql, an Enterprise Server's https://HOST/api/graphql. */
function graphqlUrl(apiUrl: string): string {
  return `${apiUrl.replace(/\/+$/, '').replace(/\/api\/v3$/, '/api')}/graphql`
}
