/**
 * What can wait until the next frame stands on the screen: it would take its time from what is read. A page that nobody
 * sees is not drawn, so nothing waits there.
 * @returns when a task after that frame begins.
 */
export function afterFrame(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      document.removeEventListener('visibilitychange', end)
      setTimeout(resolve)
    }
    if (document.visibilityState === 'hidden') return end()
    document.addEventListener('visibilitychange', end)
    requestAnimationFrame(end)
  })
}
