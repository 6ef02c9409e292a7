// A record as callers see it: the event in force, its judgement, and the summary that every answer carries.

import { adviseOn } from '../domain/advice.ts'
import { formatInstant, legalDayOfInstant } from '../domain/calendar-date.ts'
import { describeGaps, type Gap } from '../domain/gaps.ts'
import type { DataSubject, ProvisionEvent, RecordedThirdParty } from '../domain/provision-event.ts'
import { ruleOn } from '../domain/record-rules.ts'
import { deletableFrom } from '../domain/retention-period.ts'
import type { Deps, RecordVersion } from './ports.ts'
import { HIDDEN_WORDING } from './sight.ts'
import { readWordings } from './wordings.ts'

/** What every answer about a record says (contract 2). Names are the contract's. */
export interface RecordSummary {
  record_no: number
  event_id: string
  source: string
  recorded_at: string
  occurred_on: string
  duty: { required: boolean; rule: string; articles: readonly string[]; disclosable: boolean }
  retention: {
    class: string
    keep_through: string | null
    deletable_from: string | null
    final: boolean
  }
  gaps: Gap[]
}

/** Fields of an event that stand in its `terms` wording: everything without a column of its own. */
export type Terms = Omit<
  ProvisionEvent,
  | 'event_id'
  | 'direction'
  | 'basis'
  | 'method'
  | 'occurred_on'
  | 'third_party'
  | 'data_subjects'
  | 'items'
>

export type JudgedVersion = Pick<
  RecordVersion,
  | 'recordNo'
  | 'eventId'
  | 'source'
  | 'recordedAt'
  | 'occurredOn'
  | 'rule'
  | 'retentionClass'
  | 'keepThrough'
  | 'missing'
  | 'conflicts'
>

/** The summary of one version with its event. Advice is derived here, on reading. */
export function summarise(
  deps: Pick<Deps, 'operator'>,
  version: JudgedVersion,
  event: ProvisionEvent,
): RecordSummary {
  const { operator } = deps
  const rule = ruleOn(version.rule, version.occurredOn)
  const recordedOn = legalDayOfInstant(version.recordedAt)
  const { keepThrough } = version
  const advice = adviseOn(event, {
    recordedOn,
    lateAfterDays: operator.late_after_days,
    schemes: operator.identifier_schemes,
  })
  return {
    record_no: version.recordNo,
    event_id: version.eventId,
    source: version.source,
    recorded_at: formatInstant(version.recordedAt),
    occurred_on: version.occurredOn,
    duty: {
      required: rule.duty,
      rule: rule.rule,
      articles: rule.articles,
      disclosable: rule.disclosable,
    },
    retention: {
      class: version.retentionClass,
      keep_through: keepThrough,
      deletable_from:
        keepThrough &&
        deletableFrom({ keepThrough, recordedOn, graceDays: operator.retention.grace_days }),
      final: keepThrough !== null,
    },
    gaps: [...describeGaps(rule, version), ...advice],
  }
}

/** The event in force of each version, opened from its wordings; a hidden line says nothing. */
export async function readEvents(
  deps: Pick<Deps, 'vault' | 'stores'>,
  versions: readonly RecordVersion[],
): Promise<ProvisionEvent[]> {
  const wordings = await readWordings(
    deps,
    versions.flatMap(v => [v.thirdPartyWordingId, v.itemsWordingId, v.termsWordingId, ...v.lines]),
  )
  return versions.map(version => ({
    event_id: version.eventId,
    direction: version.direction,
    basis: version.basis,
    method: version.method,
    occurred_on: version.occurredOn,
    third_party: wordings.get(version.thirdPartyWordingId) as RecordedThirdParty,
    data_subjects: version.lines.map(
      id => (id === HIDDEN_WORDING ? {} : wordings.get(id)) as DataSubject,
    ),
    items: (version.itemsWordingId === null
      ? []
      : wordings.get(version.itemsWordingId)) as string[],
    ...((version.termsWordingId === null ? {} : wordings.get(version.termsWordingId)) as Terms),
  }))
}
