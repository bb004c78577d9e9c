import { css, html, LitElement, nothing, svg } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Scan } from '../../domain/answers.ts'
import { baseStyle } from '../../markup/style.ts'
import { duration, moment, number } from '../../words/numbers.ts'
import { scanChartTexts } from '../../words/page-texts/scans.ts'

const width = 300
const height = 56
/** Fewer are read faster in the table. */
const leastScans = 3

interface Series {
  label: string
  value(scan: Scan): number | null
  show(value: number): string
}

const series: Series[] = [
  { label: scanChartTexts.pulls, value: ({ listed }) => listed, show: number },
  { label: scanChartTexts.sets, value: ({ setsFound }) => setsFound, show: number },
  { label: scanChartTexts.requests, value: ({ githubRequests }) => githubRequests, show: number },
  {
    label: scanChartTexts.duration,
    value: ({ startedAt, finishedAt }) =>
      startedAt === null || finishedAt === null ? null : Date.parse(finishedAt) - Date.parse(startedAt),
    show: duration,
  },
]

/** What scans found and cost over time, the latest at the right; the table below has the figures. */
@customElement('claw-scan-chart')
export class ScanChart extends LitElement {
  static override styles = [
    baseStyle,
    css`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr));
        gap: var(--gap-l);
        margin-bottom: var(--gap-l);
      }
      figcaption {
        display: flex;
        justify-content: space-between;
        font-size: var(--text-s);
        color: var(--ink-soft);
      }
      svg {
        display: block;
        width: 100%;
        height: 3.5rem;
        border-bottom: 1px solid var(--line-strong);
      }
      rect {
        fill: var(--accent);
      }
      rect.failed {
        fill: var(--bad);
      }
    `,
  ]

  /** The latest first, as the API gives them. */
  @property({ attribute: false }) scans: readonly Scan[] = []

  override render() {
    const ended = this.scans.filter(({ state }) => state === 'done' || state === 'failed')
    if (ended.length < leastScans) return nothing
    const scans = [...ended].reverse()
    return series.map((one) => this.renderSeries(one, scans))
  }

  private renderSeries({ label, value, show }: Series, scans: readonly Scan[]) {
    const values = scans.map((scan) => value(scan) ?? 0)
    const most = Math.max(...values, 1)
    const step = width / scans.length
    return html`<figure>
      <figcaption><span>${label}</span><span class="number">${show(values.at(-1)!)}</span></figcaption>
      <svg
        viewBox="0 0 ${width} ${height}"
        preserveAspectRatio="none"
        role="img"
        aria-label=${scanChartTexts.described(label, scans.length, show(Math.min(...values)), show(Math.max(...values)), show(values.at(-1)!))}
      >
        ${scans.map((scan, at) => {
          const tall = Math.max((values[at]! / most) * (height - 2), values[at]! > 0 ? 1.5 : 0)
          const wide = Math.max(step - 1.5, 0.5)
          return svg`<rect
            class=${scan.state === 'failed' ? 'failed' : ''}
            x=${at * step}
            y=${height - tall}
            width=${Math.min(wide, 24)}
            height=${tall}
          ><title>${scanChartTexts.bar(moment(scan.createdAt), show(values[at]!))}</title></rect>`
        })}
      </svg>
    </figure>`
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-scan-chart': ScanChart
  }
}
