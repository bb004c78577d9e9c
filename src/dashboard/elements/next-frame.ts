import type { ReactiveController, ReactiveControllerHost } from 'lit'

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
    // A task after the frame.
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.isThere = true
        this.host.requestUpdate()
      }),
    )
  }
}
