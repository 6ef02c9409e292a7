// What asks for somebody's attention today, by numbers, days and codes: nobody is named, nothing is logged.

import {
  addDays,
  addYears,
  type CalendarDate,
  daysBetween,
  formatInstant,
  legalDayOfInstant,
} from '../domain/calendar-date.ts'
import type { ConflictCode } from '../domain/gaps.ts'
import { type ItemCode, RECORD_RULES, type RuleCode } from '../domain/record-rules.ts'
import type { Caller, Deps } from './ports.ts'
import { listDisclosureRequests, type RequestSummary } from './read-disclosure-request.ts'
import { sightOf } from './sight.ts'

/** Newest requests looked at for open ones; a page of the newest gaps. */
const REQUESTS = 200
const GAPS = 20
const KEYS_WITHIN_DAYS = 30
/** A source that posted before and then fell silent for so long. */
const SILENT_DAYS = 7

export interface OpenRequest extends RequestSummary {
  /** Negative when the day is over. */
  days_left: number
}

export interface OpenGap {
  record_no: number
  occurred_on: CalendarDate
  missing: ItemCode[]
  conflicts: ConflictCode[]
}

export interface OfficersToday {
  requests: OpenRequest[]
  /** Newest first; `more` beyond them. */
  gaps: { list: OpenGap[]; more: boolean }
  holds: { code: string; at: string }[]
  last_erasure: { run_id: number; as_of: CalendarDate; state: string; erased: number } | null
  /** Rows of the law table that begin or end within half a year. */
  law: { rule: RuleCode; begins_on: CalendarDate | null; ends_on: CalendarDate | null }[]
}

export interface AdministratorsToday {
  expiring_keys: { id: string; source: string; expires_at: string; days_left: number }[]
  silent_sources: { source: string; last_used_at: string; days: number }[]
  users_waiting: number
}

export async function officersToday(
  deps: Deps,
  caller: Pick<Caller, 'scopes'>,
): Promise<OfficersToday> {
  const { records, retention } = deps.stores
  const today = legalDayOfInstant(deps.clock())
  const requests = (await listDisclosureRequests(deps, { limit: REQUESTS }))
    .filter(({ status }) => status !== 'closed')
    .map(request => ({ ...request, days_left: daysBetween(today, request.due_on) }))
    .sort((a, b) => a.days_left - b.days_left)
  const found = await records.list({ gap: 'any', limit: GAPS + 1, sight: sightOf(caller) })
  const [run] = await retention.listRuns({ dryRun: false, limit: 1 })
  return {
    requests,
    gaps: {
      list: found.slice(0, GAPS).map(({ recordNo, occurredOn, missing, conflicts }) => ({
        record_no: recordNo,
        occurred_on: occurredOn,
        missing,
        conflicts,
      })),
      more: found.length > GAPS,
    },
    holds: (await retention.listHolds())
      .filter(({ released }) => !released)
      .map(({ code, at }) => ({ code, at: formatInstant(at) })),
    last_erasure: run
      ? { run_id: run.runId, as_of: run.asOf, state: run.state, erased: run.erased }
      : null,
    law: changesOfLaw(today),
  }
}

export async function administratorsToday(deps: Deps): Promise<AdministratorsToday> {
  const now = deps.clock()
  const today = legalDayOfInstant(now)
  const keys = (await deps.stores.apiKeys.list()).filter(key => key.revokedAt === null)
  const daysUntil = (at: number) => daysBetween(today, legalDayOfInstant(at))
  const users = await deps.stores.users.list()
  const joined = await Promise.all(
    users.map(async ({ userId }) =>
      (await deps.stores.users.listCredentials(userId)).some(({ kind }) => kind === 'password'),
    ),
  )
  return {
    expiring_keys: keys.flatMap(({ keyId, source, expiresAt }) =>
      expiresAt !== null && expiresAt > now && daysUntil(expiresAt) <= KEYS_WITHIN_DAYS
        ? [
            {
              id: keyId,
              source,
              expires_at: formatInstant(expiresAt),
              days_left: daysUntil(expiresAt),
            },
          ]
        : [],
    ),
    silent_sources: keys.flatMap(({ source, lastUsedAt, scopes }) =>
      lastUsedAt !== null &&
      scopes.includes('provisions:write') &&
      -daysUntil(lastUsedAt) >= SILENT_DAYS
        ? [{ source, last_used_at: formatInstant(lastUsedAt), days: -daysUntil(lastUsedAt) }]
        : [],
    ),
    users_waiting: users.filter((user, n) => user.disabledAt === null && !joined[n]).length,
  }
}

function changesOfLaw(today: CalendarDate): OfficersToday['law'] {
  const until = addDays(addYears(today, 1), -182)
  const isNear = (day: CalendarDate | null) => day !== null && day >= today && day <= until
  return RECORD_RULES.filter(({ validFrom, validTo }) => isNear(validFrom) || isNear(validTo)).map(
    ({ rule, validFrom, validTo }) => ({ rule, begins_on: validFrom, ends_on: validTo }),
  )
}
