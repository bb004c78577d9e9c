import { isatty } from 'node:tty'
import { type Logger, pino } from 'pino'
import { watchOutput } from './closed-output.ts'

export type Log = Logger
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

/**
 * Loaded only where a person looks on: a service never pays for it. In our own process, since a bundle has no file for
 * pino's worker thread.
 */
const pretty = isatty(1) || isatty(2) ? (await import('pino-pretty')).default : null

/** Names of fields whose value is never written, at the top of a line or one level down. */
const secretFields = [
  'token',
  'authorization',
  'password',
  'secret',
  'cookie',
  'privateKey',
  'connectionString',
]

/**
 * One scoped logger a process: JSON lines (words on a terminal) on `fd` (1 for a service, 2 for a command whose stdout
 * carries results). A line says what happened, to which owner/repo#number@sha, and how long it took (`ms`).
 */
export function openLog(scope: string, level: LogLevel, fd: 1 | 2 = 1): Log {
  return pino(
    {
      level,
      base: { scope, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretFields.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
    },
    pretty !== null && isatty(fd)
      ? pretty({ destination: openDestination(fd), sync: true, ignore: 'pid', translateTime: 'SYS:HH:MM:ss' })
      : openDestination(fd),
  )
}

/** pino itself would pass over a reader that has gone, and log on into nothing. */
function openDestination(fd: 1 | 2) {
  const destination = pino.destination({ dest: fd, sync: true })
  watchOutput(destination)
  return destination
}
