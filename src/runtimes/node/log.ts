// The log: one JSON object a line. Ids, codes and counts only, never personal data (contract 1.6).

import { formatInstant } from '../../domain/calendar-date.ts'

export type Log = <Entry extends { level: 'info' | 'error'; event: string }>(entry: Entry) => void

export function jsonLog(write: (line: string) => void, now: () => number = Date.now): Log {
  return entry => write(`${JSON.stringify({ at: formatInstant(now()), ...entry })}\n`)
}
