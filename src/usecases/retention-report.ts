// The report of a retention run: numbers, codes and days only.

import type { CalendarDate } from '../domain/calendar-date.ts'
import type { HistoryErased } from './erase-history.ts'
import type { JanitorResult } from './retention-ports.ts'
import type { TallyReport } from './retention-tally.ts'
import type { RequestTally } from './sweep-requests.ts'

/** What stands on the row of a finished run; an erasure report is drawn from it. */
export interface RetentionReport extends TallyReport, RequestTally {
  as_of: CalendarDate
  dry_run: boolean
  grace_days: number
  voluntary_years: number
  /** How many records the ledger held before and after; absent in reports from before they were counted. */
  records?: { before: number; after: number }
  /** Requests whose person was taken out (register_years); none in a dry run. */
  requests_redacted: number
  history_erased: HistoryErased
  /** Null when there was nothing to tidy. */
  files: JanitorResult | null
  /** The runtime's share of queries or time was used up: a later run goes on. */
  stopped_for?: 'budget'
  /** A code, when the run failed. */
  error?: string
}
