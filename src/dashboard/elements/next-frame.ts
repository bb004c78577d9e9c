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
  /** How often it began anew: a frame that was asked for before that says nothing of what is drawn now. */
  private turn = 0

  constructor(host: ReactiveControllerHost) {
    this.host = host
    host.addController(this)
  }

  /** The host draws something else: another frame has to come. */
  begin() {
    this.isThere = false
    this.asked = false
    this.turn += 1
  }

  hostUpdated() {
    if (this.asked) return
    this.asked = true
    const { turn } = this
    void afterFrame().then(() => {
      if (turn !== this.turn) return
      this.isThere = true
      this.host.requestUpdate()
    })
  }
}
