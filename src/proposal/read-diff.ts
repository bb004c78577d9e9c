import { readFile } from 'node:fs/promises'
import { AppError } from '../errors.ts'
import { briefText } from '../words/strangers-text.ts'
import { largestPatch, tooLarge } from './users-git.ts'

/**
 * Reads a diff from a file, or from standard input.
 * @throws AppError USAGE: it cannot be read, or is too large, or is no diff.
 */
export async function readDiff(file: string, stdin: AsyncIterable<Buffer>): Promise<string> {
  const bytes = file === '-' ? await readAll(stdin) : await readFrom(file)
  if (bytes.length > largestPatch) throw tooLarge()
  const text = bytes.toString('utf8')
  const name = file === '-' ? 'standard input' : briefText(file, 200)
  if (text.trim() === '') throw new AppError('USAGE', `--diff: ${name} is empty`)
  if (!/^diff --git /m.test(text))
    throw new AppError('USAGE', `--diff: ${name} is no diff as git prints it ("diff --git a/… b/…")`)
  return text.replaceAll('\0', '')
}

async function readFrom(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code
    throw new AppError('USAGE', `--diff ${briefText(file, 200)}: ${reason}`)
  }
}

async function readAll(stdin: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stdin) {
    size += chunk.length
    if (size > largestPatch) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
