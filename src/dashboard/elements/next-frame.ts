import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { afterFrame } from '../after-frame.ts'

/**
 * Draws its host once more when a frame with what it has drawn stands on the screen: for what is folded, and would take
 * its time from what is read.
 */
export class NextFrame implements ReactiveController {
  /** Whether that frame has been. */
  isThere = false

  private readonly host: ReactiveControllerHost
  private asked = false

  constructor(host: ReactiveControllerHost) {
    this.host = host
    host.addController(this)
  }

  hostUpdated() {
    if (this.asked) return
    this.asked = true
    void afterFrame().then(() => {
      this.isThere = true
      this.host.requestUpdate()
    })
  }
}
