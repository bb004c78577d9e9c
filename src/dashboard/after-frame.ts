/**
 * What can wait until the next frame stands on the screen: it would take its time from what is read. A page that nobody
 * sees is not drawn, and one that is left has no later: nothing waits there.
 * @returns when a task after that frame begins; at once where the page is hidden, or as soon as it is.
 */
export function afterFrame(): Promise<void> {
  return new Promise((resolve) => {
    if (document.visibilityState === 'hidden') return resolve()
    const end = () => {
      document.removeEventListener('visibilitychange', end)
      resolve()
    }
    document.addEventListener('visibilitychange', end)
    requestAnimationFrame(() => setTimeout(end))
  })
}
