// The log: one JSON object a line. Ids, codes and counts only, never personal data (contract 1.6).

import { formatInstant } from '../../domain/calendar-date.ts'

export type Log = <Entry extends { level: 'info' | 'error'; event: string }>(entry: Entry) => void

export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return entry => write(`${JSON.stringify({ at: formatInstant(now()), ...entry })}\n`)
}

/** Where an unexpected error came from. Its message stays out: it may repeat what was sent. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const { code } = error as { code?: unknown }
  const frame = error.stack?.split('\n').find(line => line.includes('/src/'))
  const place = frame?.replace(/^.*\/src\//, 'src/').replace(/\)$/, '')
  return [error.name, code, place].filter(Boolean).join(' ')
}
