import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'

/** Waits for the end of its input, which comes with the end of this process, however that ends. */
const watch = `read -r _
kill -"$2" "$1" 2>/dev/null || exit 0
for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$1" 2>/dev/null || break; done
kill -KILL "$1" 2>/dev/null
[ -z "$3" ] || rm -rf -- "$3"`

/**
 * Has a process end when this one does, by SIGKILL too: a test run that is ended leaves no server behind.
 * @param signal which it is asked by first, as kill has it; after ten seconds it is made to.
 * @param folder goes with it.
 * @returns a function that lets go of it, to be called once it has ended: its number may be another's by then.
 */
export function endWithThisProcess(pid: number, signal: 'QUIT' | 'TERM', folder = ''): () => void {
  const watcher = spawn('sh', ['-c', watch, 'sh', String(pid), signal, folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    // Of its own group: what ends this one must leave it.
    detached: true,
  })
  watcher.unref()
  ;(watcher.stdin as Socket).unref()
  watcher.stdin.on('error', () => {})
  return () => watcher.kill('SIGKILL')
}
