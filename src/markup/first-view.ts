import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Agreement, Scan, SetQueue, SetSummary } from '../domain/answers.ts'
import { firstViewId } from '../domain/first-answers.ts'
import { agreementSentence } from '../words/agreement.ts'
import { blankClock } from '../words/numbers.ts'
import { type Outlook, scanSentence } from '../words/scan-sentence.ts'
import { progressSentence } from '../words/set-decision.ts'
import { renderFilterBar } from './filter-bar.ts'
import { renderTop } from './frame.ts'
import { renderQueue } from './queue-parts.ts'
import { repositoryPath } from './repository-path.ts'
import { renderScanStatus } from './scan-status.ts'
import { choices, readSetFilters, sorts } from './set-filters.ts'
import { renderSetRow } from './set-row.ts'
import { shownText } from './shown-text.ts'

/** Rows that a window of 1920 × 1080 has room for; what is below them nobody sees before the elements take over. */
const mostRows = 18

/** What the queue's page is drawn from, as the API answers it. */
export interface FirstViewFacts {
  owner: string
  repo: string
  sets: { items: SetSummary[]; counts?: Record<string, number> } & SetQueue
  /** Null: not known yet. */
  scans: ({ items: Scan[] } & Outlook) | null
  agreement: Agreement | null
  /** Milliseconds since 1970. */
  now: number
}

/**
 * The upper end of the queue as `claw-app` draws it, of the same templates, for the time until it does: its links
 * lead on, and nothing else takes what a reader does.
 * @returns null: there are no sets, and of what is said then much depends on what else is known.
 */
export function renderFirstView({
  owner,
  repo,
  sets,
  scans,
  agreement,
  now,
}: FirstViewFacts): TemplateResult | null {
  if (sets.items.length === 0) return null
  const filters = readSetFilters('')
  return html`<div class="first-view" id=${firstViewId}>
    <header>${renderTop({ owner, repo, page: 'sets' })}</header>
    <main>
      <div class="head">
        <h1>${shownText(`${owner}/${repo}`)}</h1>
        <div class="first-scan">${renderScan(scans, now)}</div>
      </div>
      ${renderQueue(owner, repo, filters, sets.decisions, renderProgress(sets))}
      <div class="first-filters">
        ${renderFilterBar({ filters, sorts, choices, counts: sets.counts ?? null, path: repositoryPath(owner, repo) }, null)}
      </div>
      ${renderAgreement(agreement)}
      <div class="list">
        ${sets.items
          .slice(0, mostRows)
          .map((set) => html`<div class="first-row">${renderSetRow({ owner, repo, set, now }, null)}</div>`)}
      </div>
    </main>
  </div>`
}

/** A time of day is the reader's, whose time zone is not known here: its place is kept. */
function renderScan(scans: FirstViewFacts['scans'], now: number) {
  const [scan] = scans?.items ?? []
  if (scan === undefined) return html`<p class="faint">&nbsp;</p>`
  return renderScanStatus(
    scan,
    scanSentence(scan, now, scans!, () => blankClock),
  )
}

/**
 * "Today" is the reader's day. It is known where nothing was decided of late; else a sentence of the same length keeps
 * the place.
 */
function renderProgress({ decidedAt, decisions }: SetQueue) {
  const sentence = progressSentence(decidedAt.length, decisions.open)
  return decidedAt.length === 0 ? sentence : html`<span class="awaited" aria-hidden="true">${sentence}</span>`
}

function renderAgreement(agreement: Agreement | null) {
  const sentence = agreement === null ? '' : agreementSentence(agreement)
  return sentence === '' ? nothing : html`<p class="faint number">${sentence}</p>`
}
