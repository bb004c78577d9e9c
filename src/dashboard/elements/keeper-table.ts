import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { GroupMember } from '../../domain/answers.ts'
import { repositoryPath } from '../../markup/repository-path.ts'
import { shownText, webUrl } from '../../markup/shown-text.ts'
import { baseStyle, controlStyle, stateStyle } from '../../markup/style.ts'
import { sayAssociation } from '../../words/association.ts'
import {
  sayChecks,
  sayFiles,
  sayLines,
  sayMergeable,
  sayReview,
  unknownWord,
} from '../../words/keeper-words.ts'
import { shownAuthor } from '../../words/login.ts'
import { age, moment, percent } from '../../words/numbers.ts'
import { andMore } from '../../words/page-texts/frame.ts'
import { keeperTableTexts } from '../../words/page-texts/issues.ts'
import { type Column, columns, inOrder, type Order } from '../group-order.ts'
import { keeperTableStyle } from './keeper-table-style.ts'

const labels: Record<Column, string> = keeperTableTexts.columns

const tones: Record<string, string> = {
  SUCCESS: 'good',
  FAILURE: 'bad',
  ERROR: 'bad',
  PENDING: 'busy',
  EXPECTED: 'busy',
  APPROVED: 'good',
  CHANGES_REQUESTED: 'warn',
  MERGEABLE: 'good',
  CONFLICTING: 'bad',
}

/** Named of those that contain a change: in a flood each contains each. */
const mostContaining = 2

/**
 * The pull requests of an issue with what a maintainer chooses by, in the order that the reader asks for. It says what
 * is known, and no verdict.
 */
@customElement('claw-keeper-table')
export class KeeperTable extends LitElement {
  static override styles = [baseStyle, controlStyle, stateStyle, keeperTableStyle]

  @property() owner = ''
  @property() repo = ''
  @property({ attribute: false }) members: readonly GroupMember[] = []
  @state() private order: Order = { column: 'number', descending: false }

  override render() {
    const { column, descending } = this.order
    const sorted = (name: Column) => (name !== column ? nothing : descending ? 'descending' : 'ascending')
    return html`
      <div class="sort">
        <label for="column">${keeperTableTexts.sortedBy}</label>
        <select id="column" @change=${this.choose}>
          ${columns.map(([name]) => html`<option value=${name} ?selected=${name === column}>${labels[name]}</option>`)}
        </select>
        <button @click=${() => this.sortBy(column)}>${descending ? keeperTableTexts.descending : keeperTableTexts.ascending}</button>
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label=${keeperTableTexts.label}>
        <table>
          <thead>
            <tr>
              ${columns.map(
                ([name]) => html`<th scope="col" aria-sort=${sorted(name)} class=${name}>
                  <button @click=${() => this.sortBy(name)}>
                    ${labels[name]}<span aria-hidden="true">${name !== column ? '' : descending ? ' ↓' : ' ↑'}</span>
                  </button>
                </th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${repeat(
              inOrder(this.members, this.order),
              ({ number }) => number,
              (member) => this.renderRow(member),
            )}
          </tbody>
        </table>
      </div>
    `
  }

  private renderRow(member: GroupMember) {
    const { number, title, size, tests, author, authorAssociation, createdAt } = member
    const cell = (name: Column, content: unknown) =>
      html`<td class=${name} data-label=${labels[name]}>${content}</td>`
    const fact = (value: string | null, words: string) =>
      html`<span class=${value === null ? 'unknown' : (tones[value] ?? '')}>${words}</span>`
    const url = webUrl(member.url)
    return html`<tr>
      <th scope="row" class="number">
        <a class="plain title" data-row href=${repositoryPath(this.owner, this.repo, 'pulls', number)}
          ><span class="id number">#${number}</span> ${shownText(title)}</a
        >
        ${
          url === null
            ? nothing
            : html`<a class="github" href=${url} rel="noopener noreferrer" aria-label=${keeperTableTexts.onGitHub(number)}
                >${keeperTableTexts.github}</a
              >`
        }
      </th>
      ${cell('checks', fact(member.checks, sayChecks(member.checks)))}
      ${cell('review', fact(member.review, sayReview(member.review)))}
      ${cell('mergeable', fact(member.mergeable, sayMergeable(member.mergeable)))}
      ${cell('draft', renderDraft(member))}
      ${cell('size', size === null ? unknown() : html`<span class="number">${sayLines(size)}<small>${sayFiles(size)}</small></span>`)}
      ${cell('tests', tests === null ? unknown() : html`<span class="number">${sayFiles(tests)}${tests.files === 0 ? nothing : html`<small>${sayLines(tests)}</small>`}</span>`)}
      ${cell(
        'author',
        html`${author === null ? unknown() : shownText(shownAuthor(author))}<small
            >${authorAssociation === null ? keeperTableTexts.noRole : (sayAssociation(authorAssociation) ?? keeperTableTexts.outside)}</small
          >`,
      )}
      ${cell('opened', renderTime(createdAt))}
      ${cell('lastCommit', renderTime(member.lastCommitAt))}
      ${cell('containedIn', this.renderContained(member))}
      ${cell('landed', renderLanded(member))}
    </tr>`
  }

  private renderContained({ number, containedIn }: GroupMember) {
    if (containedIn === null) return unknown()
    if (containedIn.length === 0) return keeperTableTexts.containedInNone
    const more = containedIn.length - mostContaining
    return html`${containedIn.slice(0, mostContaining).map((other) => {
      const [a, b] = [number, other.number].sort((x, y) => x - y)
      return html`<a class="number" href=${repositoryPath(this.owner, this.repo, 'compare', `${a}...${b}`)}
          >#${other.number}</a
        ><small>${percent(other.share)}</small>`
    })}${more > 0 ? html`<small>${andMore(more)}</small>` : nothing}`
  }

  private sortBy(column: Column) {
    const descending = this.order.column === column && !this.order.descending
    this.order = { column, descending }
  }

  private choose(event: Event) {
    this.order = { column: (event.target as HTMLSelectElement).value as Column, descending: false }
  }
}

const unknown = (): TemplateResult => html`<span class="unknown">${unknownWord}</span>`

/** In a change that was not read it has not been looked for. */
function renderLanded({ landed, size }: GroupMember) {
  if (landed === null) return size === null ? unknown() : keeperTableTexts.notLanded
  return html`<span class="merged" title=${moment(landed.committedAt)}>${landed.sha.slice(0, 7)}</span>`
}

function renderTime(time: string | null): TemplateResult {
  if (time === null) return unknown()
  return html`<time class="number" datetime=${time} title=${moment(time)}>${age(time, Date.now())}</time>`
}

/** A mirror knows nothing of drafts; GitHub says it along with the labels. */
function renderDraft({ draft, labels }: GroupMember) {
  if (draft) return html`<span class="warn">${keeperTableTexts.draft}</span>`
  return labels === null ? unknown() : keeperTableTexts.noDraft
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-keeper-table': KeeperTable
  }
}
