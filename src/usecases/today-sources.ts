// How the sources fare: what they posted, what was refused of it or came late, who fell silent, which keys end.

import {
  type CalendarDate,
  daysBetween,
  formatInstant,
  legalDayOfInstant,
} from '../domain/calendar-date.ts'
import type { Caller, Deps } from './ports.ts'
import { sightOf } from './sight.ts'
import { sourceDaysSince } from './source-days.ts'

const KEYS_WITHIN_DAYS = 30
/** A source that posted before and then fell silent for so long. */
const SILENT_DAYS = 7

export interface SourceToday {
  source: string
  /** Of its newest record that the caller may see, or of its last call where there is none. */
  last_at: string | null
  /** Of the last days, as records and posts. */
  recorded: number
  late: number
  refused: number
  /** Since when it is silent, in days, where that is too long. */
  silent_days: number | null
  /** Keys that end soon, and in how many days. */
  keys: { id: string; expires_at: string; days_left: number }[]
}

type SourceDeps = Pick<Deps, 'clock' | 'stores'>

/** Those that need a look first, then by name. Sources whose keys are all revoked or over are left out. */
export async function listSourcesToday(
  { stores, clock }: SourceDeps,
  caller: Pick<Caller, 'scopes'>,
): Promise<SourceToday[]> {
  const now = clock()
  const today = legalDayOfInstant(now)
  const keys = (await stores.apiKeys.list()).filter(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > now),
  )
  const looking = { since: sourceDaysSince(now), sight: sightOf(caller) }
  const counts = await stores.counts.listSources(looking)
  const posting = keys.filter(({ scopes }) => scopes.includes('provisions:write'))
  const sources = [...Map.groupBy(posting, ({ source }) => source)].map(([source, own]) => {
    const counted = counts.find(one => one.source === source)
    const calls = own.flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
    const lastAt = counted?.lastAt ?? (calls.length > 0 ? Math.max(...calls) : null)
    return {
      source,
      last_at: lastAt === null ? null : formatInstant(lastAt),
      recorded: counted?.recorded ?? 0,
      late: counted?.late ?? 0,
      refused: counted?.refused ?? 0,
      silent_days: lastAt === null ? null : silentDays(lastAt, today),
      keys: own.flatMap(({ keyId, expiresAt }) => {
        const daysLeft = expiresAt === null ? null : daysUntil(expiresAt, today)
        return expiresAt === null || daysLeft === null || daysLeft > KEYS_WITHIN_DAYS
          ? []
          : [{ id: keyId, expires_at: formatInstant(expiresAt), days_left: daysLeft }]
      }),
    }
  })
  return sources.sort((a, b) => concern(b) - concern(a) || (a.source < b.source ? -1 : 1))
}

/** How much of a look a source needs. */
function concern({ silent_days, refused, keys, late }: SourceToday): number {
  return [silent_days !== null, refused > 0, keys.length > 0, late > 0].reduce(
    (sum, is) => sum * 2 + Number(is),
    0,
  )
}

const daysUntil = (at: number, today: CalendarDate) => daysBetween(today, legalDayOfInstant(at))

function silentDays(lastAt: number, today: CalendarDate): number | null {
  const days = -daysUntil(lastAt, today)
  return days >= SILENT_DAYS ? days : null
}
