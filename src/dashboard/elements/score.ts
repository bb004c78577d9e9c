import { css, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { renderScore } from '../../markup/score.ts'
import { scoreStyle } from '../../markup/score-style.ts'
import { baseStyle } from '../../markup/style.ts'

/** `renderScore` as an element. */
@customElement('claw-score')
export class Score extends LitElement {
  static override styles = [
    baseStyle,
    scoreStyle,
    css`
      :host {
        display: inline-flex;
      }
    `,
  ]

  @property({ type: Number }) value = 0
  @property() because = ''
  @property({ type: Boolean }) plain = false

  override render() {
    return renderScore(this)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-score': Score
  }
}
