import { isoSeconds } from './sql-dates.ts'

/** What is known of pull request `p` from `f`, its row of pull_facts or none. */
export const pullFactsView = `jsonb_build_object('checks', f.checks, 'review', f.review, 'mergeable', f.mergeable,
  'askedAt', ${isoSeconds('f.asked_at')})`

/** Joins `f` to `p`: what was true of another head is unknown. */
export const joinPullFacts = `LEFT JOIN pull_facts f ON f.repository_id = p.repository_id AND f.number = p.number AND f.head_sha = p.head_sha`
