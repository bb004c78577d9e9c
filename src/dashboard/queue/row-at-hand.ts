import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { apiPath } from '../api/paths.ts'
import { forgetAhead } from '../api/read-ahead.ts'
import { SetRow } from '../elements/set-row.ts'
import { readSet } from './open-sets.ts'

/** Who only passes over a row does not rest on it so long. */
const restMs = 100

type Host = ReactiveControllerHost & {
  owner: string
  repo: string
  renderRoot: DocumentFragment | HTMLElement
}

/**
 * Has a set's decision page read while the reader rests on its row, by key or pointer, so that it is there when the row
 * is opened.
 */
export class RowAtHand implements ReactiveController {
  private readonly host: Host
  private timer: ReturnType<typeof setTimeout> | undefined
  private id = ''

  constructor(host: Host) {
    this.host = host
    host.addController(this)
  }

  hostConnected() {
    // Within the host's own tree: outside of it, what goes from one of its rows to the next is not heard.
    this.host.renderRoot.addEventListener('focusin', this.rest)
    this.host.renderRoot.addEventListener('pointerover', this.rest)
  }

  hostDisconnected() {
    this.host.renderRoot.removeEventListener('focusin', this.rest)
    this.host.renderRoot.removeEventListener('pointerover', this.rest)
    clearTimeout(this.timer)
  }

  /** The list is read again: what was read of its sets may be another by now. */
  forget(): void {
    this.id = ''
    for (const part of ['duplicate-sets', 'compare'])
      forgetAhead(apiPath(this.host.owner, this.host.repo, part))
  }

  private readonly rest = (event: Event) => {
    const row = event.composedPath().find((element) => element instanceof SetRow)
    const id = row?.set.id ?? ''
    if (id === this.id) return
    this.id = id
    clearTimeout(this.timer)
    if (row === undefined) return
    this.timer = setTimeout(() => void readSet(row.owner, row.repo, id), restMs)
  }
}
