import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { WhatIfAnswer } from '../../domain/answers.ts'
import type { MergeResult } from '../../domain/what-if.ts'
import { shownCode, shownText } from '../../markup/shown-text.ts'
import { baseStyle, stateStyle } from '../../markup/style.ts'
import { moment } from '../../words/numbers.ts'
import { whatIfTexts } from '../../words/page-texts/what-if.ts'
import { whatIfSentence } from '../../words/what-if-sentence.ts'

const colours = { CLEAN: 'good', EMPTY: 'faint', CONFLICT: 'bad', UNKNOWN: 'warn' } as const

/** What merging one pull request makes of the others: a sentence, a table, and the files that stand in the way. */
@customElement('claw-merge-matrix')
export class MergeMatrix extends LitElement {
  static override styles = [
    baseStyle,
    stateStyle,
    css`
      .frame {
        position: relative;
        width: fit-content;
        max-width: 100%;
        overflow-x: auto;
        margin-top: var(--gap-m);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      table {
        border-collapse: collapse;
        font-size: var(--text-s);
      }
      th,
      td {
        padding: var(--gap-s);
        text-align: left;
        white-space: nowrap;
      }
      tbody tr {
        border-top: 1px solid var(--line);
      }
      /* While the rest is moved below it, the row still says what it is about. */
      th:first-child {
        position: sticky;
        left: 0;
        background: var(--surface);
      }
      .self,
      .none {
        color: var(--ink-faint);
      }
      details,
      p {
        margin-top: var(--gap-s);
      }
      summary {
        cursor: pointer;
        font-size: var(--text-s);
      }
      li {
        margin-top: var(--gap-xs);
        font-size: var(--text-s);
        overflow-wrap: anywhere;
      }
    `,
  ]

  /** One that is ready. */
  @property({ attribute: false }) answer: WhatIfAnswer | null = null

  override render() {
    const { answer } = this
    if (answer === null || answer.state !== 'ready') return nothing
    const { pulls, branch } = answer
    return html`
      <p>${shownText(`${whatIfSentence(answer, branch)}.`)}</p>
      <div class="frame" role="region" aria-label=${whatIfTexts.table} tabindex="0">
        <table>
          <caption class="unseen">${whatIfTexts.caption}</caption>
          <thead>
            <tr>
              <th scope="col">${whatIfTexts.first}</th>
              ${pulls.map(({ number }) => html`<th scope="col" class="number">#${number}</th>`)}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">${whatIfTexts.nothing}</th>
              ${pulls.map((pull) => renderCell(pull))}
            </tr>
            ${pulls.map(({ number }) => this.renderRow(answer, number))}
          </tbody>
        </table>
      </div>
      ${this.renderFiles(answer)}
      <p class="faint">
        ${whatIfTexts.into.before}${shownCode(branch)}${whatIfTexts.into.after(answer.lookedAt === null ? null : moment(answer.lookedAt))}
        ${answer.leftOut.length === 0 ? nothing : whatIfTexts.notTried(answer.leftOut)}
      </p>
    `
  }

  private renderRow({ pulls, pairs }: WhatIfAnswer, after: number) {
    const row = new Map(pairs.filter((pair) => pair.after === after).map((pair) => [pair.number, pair]))
    return html`<tr>
      <th scope="row" class="number">#${after}</th>
      ${pulls.map(({ number }) => {
        if (number === after)
          return html`<td class="self"><span aria-hidden="true">·</span><span class="unseen">${whatIfTexts.itself}</span></td>`
        const result = row.get(number)
        return result === undefined
          ? html`<td class="none"><span aria-hidden="true">–</span><span class="unseen">${whatIfTexts.doesNotMerge(after)}</span></td>`
          : renderCell(result)
      })}
    </tr>`
  }

  private renderFiles(answer: WhatIfAnswer) {
    const items = listTroubles(answer)
    if (items.length === 0) return nothing
    return html`<details>
      <summary>${whatIfTexts.troubles}</summary>
      <ul>
        ${items.map(
          ({ who, files, fileCount, reason }) => html`<li>
            ${who}:
            ${
              reason !== null
                ? shownText(reason)
                : files.map((file, at) => html`${at === 0 ? nothing : ', '}${shownCode(file)}`)
            }${fileCount > files.length ? whatIfTexts.moreFiles(fileCount - files.length) : nothing}
          </li>`,
        )}
      </ul>
    </details>`
  }
}

function renderCell({ outcome }: MergeResult) {
  return html`<td class=${colours[outcome]}>${whatIfTexts.outcomes[outcome]}</td>`
}

/** Each conflict with its files, once where it is the same in both orders; and what is unknown, with its reason. */
function listTroubles({ pulls, pairs, branch }: WhatIfAnswer): ({ who: string } & MergeResult)[] {
  const isTrouble = ({ outcome }: MergeResult) => outcome === 'CONFLICT' || outcome === 'UNKNOWN'
  const seen = new Set<string>()
  const unknown = new Set(pulls.filter(({ outcome }) => outcome === 'UNKNOWN').map(({ number }) => number))
  return [
    ...pulls.filter(isTrouble).map((pull) => ({ ...pull, who: whatIfTexts.withBranch(pull.number, branch) })),
    ...pairs.filter(isTrouble).flatMap((pair) => {
      // What could not be tried by itself was tried with no other, for the same reason.
      if (unknown.has(pair.number)) return []
      const [a, b] = [Math.min(pair.after, pair.number), Math.max(pair.after, pair.number)]
      const key = JSON.stringify([a, b, pair.files, pair.reason])
      if (seen.has(key)) return []
      seen.add(key)
      return [{ ...pair, who: whatIfTexts.withPull(a, b) }]
    }),
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-merge-matrix': MergeMatrix
  }
}
