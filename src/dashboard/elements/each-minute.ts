import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Draws its host anew each minute, and when the page is looked at again: for what says how long ago something was. */
export class EachMinute implements ReactiveController {
  private readonly host: ReactiveControllerHost
  private timer: ReturnType<typeof setInterval> | undefined
  private readonly draw = () => {
    if (document.visibilityState === 'visible') this.host.requestUpdate()
  }

  constructor(host: ReactiveControllerHost) {
    this.host = host
    host.addController(this)
  }

  hostConnected() {
    this.timer = setInterval(this.draw, 60_000)
    document.addEventListener('visibilitychange', this.draw)
  }

  hostDisconnected() {
    clearInterval(this.timer)
    document.removeEventListener('visibilitychange', this.draw)
  }
}
