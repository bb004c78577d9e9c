/**
 * The elements that match, in the order of the page, also those inside of others that match, through the shadow trees
 * of the app and its page.
 */
export function findDeep<T extends HTMLElement>(root: ParentNode, selector: string): T[] {
  const found: T[] = []
  const look = (inside: ParentNode) => {
    for (const element of inside.querySelectorAll<T>('*')) {
      if (element.matches(selector)) found.push(element)
      if (element.shadowRoot !== null) look(element.shadowRoot)
    }
  }
  look(root)
  return found
}

/** What has the focus, through shadow trees. */
export function findFocused(): Element | null {
  let focused = document.activeElement
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement
  return focused
}

/** Where a key writes or chooses something. A box that is ticked takes none but the space bar. */
const fields = 'input:not([type="checkbox"]), select, textarea, [contenteditable]'

/** Whether a key is meant for a field, or for the window in which a letter is put together. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.isComposing) return true
  const [target] = event.composedPath()
  return target instanceof HTMLElement && target.matches(fields)
}

/** An element and what it stands in, from the inside out, through shadow trees. */
export function* ancestors(element: Element | null): Generator<Element> {
  let at = element
  while (at !== null) {
    yield at
    const root = at.getRootNode()
    at = at.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
  }
}

/** Whether it stands in something folded. */
export function isFolded(element: Element): boolean {
  let inside: Element = element
  for (const outer of ancestors(element)) {
    if (outer instanceof HTMLDetailsElement && !outer.open && inside.localName !== 'summary') return true
    inside = outer
  }
  return false
}
