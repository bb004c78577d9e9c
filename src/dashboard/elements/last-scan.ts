import { Task } from '@lit/task'
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Scan } from '../../domain/answers.ts'
import { lastScanTexts } from '../../words/page-texts/frame.ts'
import type { Outlook } from '../../words/scan-sentence.ts'
import { fetchJson, isAbsent } from '../api/client.ts'
import { followEvents, isOf, type LiveEvent } from '../api/live.ts'
import type { Page } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import './scan-status.ts'
import { baseStyle } from '../../markup/style.ts'

/** How often a scan that is under way is asked about. */
const followMs = 3_000

/**
 * The first sentence of a repository: how its last scan went, followed as it happens. When the connection is lost it
 * says so, and asks now and then instead.
 * @fires scan-ended when a scan that was followed is over, or sets have changed, so that lists can be read again.
 */
@customElement('claw-last-scan')
export class LastScan extends LitElement {
  static override styles = [baseStyle]

  @property() owner = ''
  @property() repo = ''

  private timer: ReturnType<typeof setTimeout> | undefined
  private following = false
  private stopListening: (() => void) | undefined
  private wasLost = false
  /** Whether events arrive; undefined before the first answer. */
  @state() private isLive: boolean | undefined
  private outlook: Outlook = {}
  /** What was told of the scan since it was read. */
  @state() private told: Partial<Scan> = {}

  private readonly scan = new Task(this, {
    args: () => [this.owner, this.repo] as const,
    task: async ([owner, repo], { signal }) => {
      const page = await fetchJson<Page<Scan> & Outlook>(
        apiPath(owner, repo, 'scans'),
        { limit: 1 },
        signal,
      ).catch((error: unknown) => {
        if (isAbsent(error)) return null
        throw error
      })
      if (page === null) return null
      this.outlook = { openPulls: page.openPulls, nextScanAt: page.nextScanAt }
      return page.items[0] ?? null
    },
    onComplete: (scan) => {
      this.told = {}
      this.follow(scan)
    },
  })

  override connectedCallback() {
    super.connectedCallback()
    this.stopListening = followEvents({
      event: (event) => this.hear(event),
      connection: (isOpen) => {
        this.isLive = isOpen
        // What happened in between was not heard.
        if (isOpen && this.wasLost) {
          void this.scan.run()
          this.dispatchEvent(new CustomEvent('scan-ended'))
        }
        this.wasLost = !isOpen
        this.follow(this.present())
      },
    })
  }

  override disconnectedCallback() {
    clearTimeout(this.timer)
    this.stopListening?.()
    super.disconnectedCallback()
  }

  override render() {
    const scan = this.present()
    if (this.scan.error && scan === undefined) return html`<p class="faint">${lastScanTexts.failed}</p>`
    // While it is awaited the line keeps its height, so that nothing below it jumps.
    if (scan === undefined) return html`<p class="faint">&nbsp;</p>`
    return scan === null
      ? html`<p class="soft">${lastScanTexts.never}</p>`
      : html`<claw-scan-status .scan=${scan} .outlook=${this.outlook}></claw-scan-status>
          ${this.isLive === false && isUnderWay(scan) ? html`<p class="faint">${lastScanTexts.offline}</p>` : nothing}`
  }

  /** The scan as it was read, with what was told since. */
  private present(): Scan | null | undefined {
    const scan = this.scan.value
    return scan == null ? scan : { ...scan, ...this.told }
  }

  private hear(event: LiveEvent) {
    if (!isOf(event, this.owner, this.repo)) return
    if (event.type !== 'scan') {
      this.dispatchEvent(new CustomEvent('scan-ended'))
      return
    }
    const { snapshot, state, resumesAt, progress } = event
    // Another scan than the one that is shown, or its end, which has more to say than the event.
    if (this.scan.value?.snapshot !== snapshot || state === 'done' || state === 'failed') void this.scan.run()
    else this.told = { state, resumesAt, ...progress }
  }

  private follow(scan: Scan | null | undefined) {
    clearTimeout(this.timer)
    const underWay = scan != null && isUnderWay(scan)
    if (underWay && this.isLive !== true) this.timer = setTimeout(() => this.scan.run(), followMs)
    if (!underWay && this.following) this.dispatchEvent(new CustomEvent('scan-ended'))
    this.following = underWay
  }
}

function isUnderWay({ state }: Scan): boolean {
  return state === 'active' || state === 'waiting' || state === 'paused'
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-last-scan': LastScan
  }
}
