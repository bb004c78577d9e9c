import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ShownPull } from '../../domain/answers.ts'
import { shownText } from '../../markup/shown-text.ts'
import { baseStyle } from '../../markup/style.ts'
import { sayAssociation } from '../../words/association.ts'
import { pullFactTexts } from '../../words/page-texts/queue.ts'

/**
 * What the repository's people have said of a pull request: who its author is to them, and its labels. What is unknown
 * is not shown.
 */
@customElement('claw-standing')
export class Standing extends LitElement {
  static override styles = [
    baseStyle,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 0.3rem 0.5rem;
        margin-top: var(--gap-s);
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      .label {
        max-width: 100%;
        padding: 0 0.5rem;
        border: 1px solid var(--line-strong);
        border-radius: 1rem;
      }
    `,
  ]

  @property({ attribute: false }) pull!: ShownPull

  override render() {
    const { authorAssociation, labels } = this.pull
    const association = sayAssociation(authorAssociation)
    if (association === null && !labels?.length) return nothing
    return html`<ul aria-label=${pullFactTexts.standing}>
      ${association === null ? nothing : html`<li>${association}</li>`}
      ${labels?.map((label) => html`<li class="label">${shownText(label)}</li>`)}
    </ul>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-standing': Standing
  }
}
