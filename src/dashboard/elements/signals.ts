import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { baseStyle } from '../../markup/style.ts'
import { channelWeights, hunkOverlapWeight } from '../../triage/weights.ts'
import { percent } from '../../words/numbers.ts'
import { signalTexts } from '../../words/page-texts/evidence.ts'

const weights: Record<string, number> = { ...channelWeights, hunks: hunkOverlapWeight }

/**
 * Every measured signal of a pair with its value and weight, the strongest first, folded away until a reader wants to
 * check.
 */
@customElement('claw-signals')
export class Signals extends LitElement {
  static override styles = [
    baseStyle,
    css`
      details {
        margin-top: var(--gap-m);
        font-size: var(--text-s);
      }
      summary {
        cursor: pointer;
        color: var(--ink-soft);
        width: fit-content;
        padding: 0.25rem 0;
      }
      ul {
        margin-top: var(--gap-s);
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr));
        gap: 0.3rem var(--gap-l);
      }
      li {
        display: grid;
        grid-template-columns: 1fr 4rem 3.5rem 2.5rem;
        align-items: center;
        gap: var(--gap-s);
      }
      li > :last-child {
        text-align: right;
      }
      svg {
        width: 100%;
        height: 0.375rem;
        border-radius: 0.1875rem;
        background: var(--line);
      }
      rect {
        fill: var(--line-strong);
      }
    `,
  ]

  @property({ attribute: false }) signals: Record<string, number> = {}

  override render() {
    const measured = Object.entries(this.signals).sort(([, x], [, y]) => y - x)
    if (measured.length === 0) return nothing
    const absent = Object.keys(weights).filter((name) => !Object.hasOwn(this.signals, name))
    return html`<details>
      <summary>${signalTexts.headline(measured.length)}</summary>
      <ul>
        ${measured.map(
          ([name, value]) => html`<li>
            <span>${words(name)}</span>
            <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect width=${Math.round(Math.min(1, Math.max(0, value)) * 100)} height="8"></rect>
            </svg>
            <span class="number">${percent(value)}</span>
            <span class="number faint">${weights[name] === undefined ? '' : `× ${weights[name]}`}</span>
          </li>`,
        )}
      </ul>
      <p class="faint">
        ${signalTexts.weight}
        ${absent.length === 0 ? nothing : signalTexts.absent(absent.map(words))}
      </p>
    </details>`
  }
}

/** "addedLines" as "added lines". */
function words(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])|[_-]/g, ' ').toLowerCase()
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-signals': Signals
  }
}
