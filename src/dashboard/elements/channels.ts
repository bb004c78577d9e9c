import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ChannelSize } from '../../domain/alignment.ts'
import { shownCode } from '../../markup/shown-text.ts'
import { baseStyle } from '../../markup/style.ts'
import { number } from '../../words/numbers.ts'
import { andMore } from '../../words/page-texts/frame.ts'
import { channelFiles, channelTexts } from '../../words/page-texts/pulls.ts'

/** What a change consists of, by what its files are for; the paths unfold. */
@customElement('claw-channels')
export class Channels extends LitElement {
  static override styles = [
    baseStyle,
    css`
      details {
        border-bottom: 1px solid var(--line);
      }
      summary {
        display: grid;
        grid-template-columns: 8rem 6rem 1fr;
        gap: var(--gap-m);
        padding: 0.45rem 0;
        cursor: pointer;
        list-style: none;
        font-size: var(--text-m);
      }
      summary::-webkit-details-marker {
        display: none;
      }
      .name {
        font-weight: 500;
      }
      .production .name {
        color: var(--accent);
      }
      .lines {
        color: var(--ink-soft);
      }
      ul {
        padding: 0 0 0.6rem;
        font-size: var(--text-s);
      }
    `,
  ]

  @property({ attribute: false }) channels: readonly ChannelSize[] = []

  override render() {
    return this.channels.map(
      ({ channel, files, added, removed, paths }) => html`<details class=${channel}>
        <summary>
          <span class="name">${channelTexts[channel]}</span><span class="number">${channelFiles(files)}</span
          ><span class="lines number">+${number(added)} −${number(removed)}</span>
        </summary>
        <ul>
          ${paths.map((path) => html`<li>${shownCode(path)}</li>`)}
          ${files > paths.length ? html`<li class="faint">${andMore(files - paths.length)}</li>` : nothing}
        </ul>
      </details>`,
    )
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-channels': Channels
  }
}
