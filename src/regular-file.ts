import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'

/**
 * Reads a file that a person names, or that lies where others may have put something: a named pipe without a writer
 * would be waited for without end, and a device may have none.
 * @throws Error when there is no such file, or it is another thing than a file.
 */
export function readRegularFile(path: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  // Without O_NONBLOCK the opening itself waits.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    if (!fstatSync(file).isFile()) throw new Error(`${path} is not a regular file`)
    return readFileSync(file, encoding)
  } finally {
    closeSync(file)
  }
}
