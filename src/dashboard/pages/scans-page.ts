import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ListedScan } from '../../domain/answers.ts'
import { PagedList } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import '../elements/failure.ts'
import '../elements/feed-address.ts'
import '../elements/incomplete.ts'
import '../elements/last-scan.ts'
import '../elements/more.ts'
import '../elements/not-scanned.ts'
import '../elements/scan-chart.ts'
import '../elements/scan-now.ts'
import { baseStyle, stateStyle } from '../../markup/style.ts'
import '../elements/waiting.ts'
import { shownText } from '../../markup/shown-text.ts'
import { age, duration, moment, number } from '../../words/numbers.ts'
import { scansTexts } from '../../words/page-texts/scans.ts'
import { scanSentence } from '../../words/scan-sentence.ts'

/** The scans of a repository, the latest first: when, how it went, what it read and what it cost. */
@customElement('claw-scans-page')
export class ScansPage extends LitElement {
  static override styles = [
    baseStyle,
    css`
      claw-last-scan {
        margin: 0.3rem 0 var(--gap-l);
      }
      claw-scan-now {
        margin-bottom: var(--gap-l);
      }
      .scroll {
        overflow-x: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--text-m);
      }
      th {
        font-size: var(--text-s);
        font-weight: 500;
        color: var(--ink-faint);
        text-align: left;
      }
      th,
      td {
        padding: 0.6rem var(--gap-m) 0.6rem 0;
        border-bottom: 1px solid var(--line);
        vertical-align: baseline;
        white-space: nowrap;
      }
      td.wide {
        white-space: normal;
        min-width: 10rem;
      }
      .figure {
        text-align: right;
      }
      /* A phone shows each scan as a block: what and when above, the figures with their names below. */
      @media (max-width: 48rem) {
        thead {
          display: block;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        tbody {
          display: block;
        }
        tbody tr {
          display: grid;
          grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr));
          gap: 0.4rem var(--gap-m);
          padding: var(--gap-m) 0;
          border-bottom: 1px solid var(--line);
        }
        tbody tr:first-child {
          border-top: 1px solid var(--line);
        }
        td {
          padding: 0;
          border: 0;
        }
        td.wide,
        td.when {
          grid-column: 1 / -1;
        }
        td.figure {
          text-align: left;
        }
        td.figure::before {
          content: attr(data-label) / '';
          display: block;
          font-size: var(--text-s);
          color: var(--ink-faint);
        }
      }
    `,
    stateStyle,
  ]

  @property() owner = ''
  @property() repo = ''

  private readonly list = new PagedList<ListedScan>(this, () => ({
    path: apiPath(this.owner, this.repo, 'scans'),
    query: {},
  }))

  override render() {
    return html`
      <h1>${scansTexts.heading}</h1>
      <claw-last-scan
        .owner=${this.owner}
        .repo=${this.repo}
        @scan-ended=${() => this.list.load(this.list.items.length)}
      ></claw-last-scan>
      <claw-scan-now .owner=${this.owner} .repo=${this.repo}></claw-scan-now>
      <claw-feed-address .owner=${this.owner} .repo=${this.repo}></claw-feed-address>
      ${this.renderList()}
    `
  }

  private renderList() {
    const { list, owner, repo } = this
    if (list.state === 'failed')
      return html`<claw-failure
        what=${scansTexts.failed}
        .owner=${owner}
        .repo=${repo}
        .error=${list.error}
        @retry=${() => list.load()}
      ></claw-failure>`
    if (list.page === null) return html`<claw-waiting what=${scansTexts.awaited}></claw-waiting>`
    if (list.items.length === 0)
      return html`<claw-not-scanned .owner=${owner} .repo=${repo}></claw-not-scanned>`
    return html`
      <claw-scan-chart .scans=${list.items}></claw-scan-chart>
      <div class="scroll" tabindex="0" role="region" aria-label=${scansTexts.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">${scansTexts.when}</th>
              <th scope="col">${scansTexts.how}</th>
              <th scope="col" class="figure">${scansTexts.listed}</th>
              <th scope="col" class="figure">${scansTexts.analysed}</th>
              <th scope="col" class="figure">${scansTexts.unchanged}</th>
              <th scope="col" class="figure">${scansTexts.failures}</th>
              <th scope="col" class="figure">${scansTexts.sets}</th>
              <th scope="col" class="figure">${scansTexts.requests}</th>
              <th scope="col" class="figure">${scansTexts.took}</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              list.items,
              (scan) => scan.snapshot,
              (scan) => renderScan(scan, owner, repo),
            )}
          </tbody>
        </table>
      </div>
      <claw-more
        noun=${scansTexts.noun}
        .shown=${list.items.length}
        ?there=${list.page.nextCursor !== null}
        .state=${list.more}
        @more=${() => list.loadMore()}
      ></claw-more>
    `
  }
}

/** In a list of all scans a failed one is not "the last". */
const failed = { tone: 'bad', word: scansTexts.failedScan } as const

function renderScan(scan: ListedScan, owner: string, repo: string) {
  const { tone, word } = scan.state === 'failed' ? failed : scanSentence(scan, Date.now())
  const figure = (label: string, value: number | null) =>
    html`<td class="figure number" data-label=${label}>${value === null ? '–' : number(value)}</td>`
  const took =
    scan.startedAt !== null && scan.finishedAt !== null
      ? duration(Date.parse(scan.finishedAt) - Date.parse(scan.startedAt))
      : '–'
  return html`<tr>
    <td class="when"><time datetime=${scan.createdAt} title=${moment(scan.createdAt)}>${age(scan.createdAt, Date.now())}</time></td>
    <td class="wide">
      <span class=${tone}>${word}</span>
      ${scan.error === null ? nothing : html`<span class="faint">${shownText(scan.error)}</span>`}
      ${
        scan.factsProblem == null
          ? nothing
          : html`<span class="faint">${scansTexts.factsProblem}${shownText(scan.factsProblem)}</span>`
      }
      ${
        scan.incomplete.total === 0
          ? nothing
          : html`<claw-incomplete .owner=${owner} .repo=${repo} .scan=${scan}></claw-incomplete>`
      }
    </td>
    ${figure(scansTexts.listed, scan.listed)} ${figure(scansTexts.analysed, scan.analyzed)} ${figure(scansTexts.unchanged, scan.unchanged)}
    ${figure(scansTexts.failures, scan.failed)} ${figure(scansTexts.sets, scan.setsFound)} ${figure(scansTexts.requests, scan.githubRequests)}
    <td class="figure number" data-label=${scansTexts.took}>${took}</td>
  </tr>`
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-scans-page': ScansPage
  }
}
