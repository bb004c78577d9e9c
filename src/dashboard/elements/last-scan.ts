import { Task } from '@lit/task'
import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { fetchJson } from '../api/client.ts'
import type { Page } from '../api/paged-list.ts'
import { apiPath } from '../api/paths.ts'
import type { Scan } from '../api/types.ts'
import './scan-status.ts'
import { baseStyle } from './style.ts'

/** How often a scan that is under way is asked about. */
const followMs = 3_000

/**
 * The first sentence of a repository: how its last scan went, followed while it is under way.
 * @fires scan-ended when a scan that was followed is over, so that lists can be read again.
 */
@customElement('claw-last-scan')
export class LastScan extends LitElement {
  static override styles = [baseStyle]

  @property() owner = ''
  @property() repo = ''

  private timer: ReturnType<typeof setTimeout> | undefined
  private following = false

  private readonly scan = new Task(this, {
    args: () => [this.owner, this.repo] as const,
    task: async ([owner, repo], { signal }) => {
      const page = await fetchJson<Page<Scan>>(apiPath(owner, repo, 'scans'), { limit: 1 }, signal)
      return page.items[0] ?? null
    },
    onComplete: (scan) => this.follow(scan),
  })

  override disconnectedCallback() {
    clearTimeout(this.timer)
    super.disconnectedCallback()
  }

  override render() {
    const scan = this.scan.value
    if (this.scan.error && scan === undefined)
      return html`<p class="faint">The last scan could not be read.</p>`
    // While it is awaited the line keeps its height, so that nothing below it jumps.
    if (scan === undefined) return html`<p class="faint">&nbsp;</p>`
    return scan === null
      ? html`<p class="soft">Not scanned yet</p>`
      : html`<claw-scan-status .scan=${scan}></claw-scan-status>`
  }

  private follow(scan: Scan | null) {
    clearTimeout(this.timer)
    const underWay = scan !== null && (scan.state === 'active' || scan.state === 'waiting')
    if (underWay) this.timer = setTimeout(() => this.scan.run(), followMs)
    else if (this.following) this.dispatchEvent(new CustomEvent('scan-ended'))
    this.following = underWay
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-last-scan': LastScan
  }
}
