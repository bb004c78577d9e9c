import { createServer } from 'node:net'
import { AppError } from '../errors.ts'

/** As many neighbours as a user can have running. */
const tries = 100

/**
 * The first free port from `from` on.
 * @throws AppError UNAVAILABLE when there is none near by.
 */
export async function findFreePort(from: number, host: string): Promise<number> {
  for (let port = from; port < from + tries && port < 65_536; port++)
    if (await isFree(port, host)) return port
  throw new AppError('UNAVAILABLE', `ports ${from} to ${from + tries - 1} are all in use: set PORT`)
}

/** @throws AppError UNAVAILABLE naming the port when it is in use. 0 is any. */
export async function requireFreePort(port: number, host: string): Promise<number> {
  if (!(await isFree(port, host)))
    throw new AppError('UNAVAILABLE', `port ${port} is in use: stop what uses it, or set PORT to another`)
  return port
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
