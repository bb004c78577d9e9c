/** Shows another view of this page; `replace` leaves no step to go back to (a filter that is being typed). */
export function navigate(url: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', url)
  else history.pushState(null, '', url)
  window.dispatchEvent(new CustomEvent('navigated', { detail: { replace } }))
}

/** The address that a click would open here, or null when the browser should handle it (another site, a new tab). */
export function clickedPath(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null
  const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement)
  if (!link?.href || link.target !== '' || link.hasAttribute('download')) return null
  // The same content for a program: an address of its own.
  if (link.relList.contains('alternate')) return null
  if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return null
  // A link to a place on this very page is the browser's to follow.
  if (link.hash !== '' && link.pathname === location.pathname && link.search === location.search) return null
  return `${link.pathname}${link.search}${link.hash}`
}
