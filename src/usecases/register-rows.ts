// The rows of 甲乙丙丁 (documents.md 5.1, 3–6): one record with its statutory items and what else is kept of it.

import { isAbroad } from '../domain/assessment.ts'
import { legalDayOfInstant } from '../domain/calendar-date.ts'
import { type BasisCode, LEGAL_BASES } from '../domain/legal-basis.ts'
import { type Matter, mattersOf } from '../domain/person-matters.ts'
import type { DataSubject, ProvisionEvent } from '../domain/provision-event.ts'
import { type ItemCode, type RecordRule, ruleOn } from '../domain/record-rules.ts'
import type { Phrase } from './letter-document.ts'
import type { Deps, RecordVersion } from './ports.ts'
import type { Discretion } from './register-discretion.ts'
import type { RecordRow, RecordTable, RegisterCell } from './register-document.ts'
import { isShown } from './told-amendments.ts'

export interface RegisteredRecord {
  version: RecordVersion
  event: ProvisionEvent
  /** Codes of the legal holds on it. */
  holdCodes: readonly string[]
  /** Speaks its free text. */
  say(text: string | undefined): RegisterCell
}

/** 甲 · 乙 · 丙 · 丁. */
export function tableOf({ rule, occurredOn, direction }: RecordVersion): RecordTable {
  if (!ruleOn(rule, occurredOn).duty) return 'exempt'
  return rule === 'provided/related_information' ? 'related' : direction
}

export function recordRow(
  { operator }: Pick<Deps, 'operator'>,
  record: RegisteredRecord,
  discretion: Discretion,
): RecordRow {
  const { version, event, say } = record
  const rule = ruleOn(version.rule, version.occurredOn)
  return {
    recordNo: String(version.recordNo),
    direction: { words: version.direction },
    occurredOn: version.occurredOn,
    period: periodOf(event),
    ...thirdPartyCells(record, discretion),
    persons: item('PERSON', record, personsOf(event.data_subjects, operator, discretion)),
    items: item('ITEMS', record, event.items.filter(one => one.trim() !== '').join('、')),
    ...basisCells(record, rule, say),
    consent: item('CONSENT', record, event.consent && { words: 'obtained' }),
    consentOn: event.consent?.obtained_on,
    consentEvidence: say(event.consent?.evidence),
    acquisition: item('ACQ', record, say(event.acquisition)),
    confirmation: item('CONFIRM', record, event.confirmation && { words: 'confirmed' }),
    confirmationMethod: say(event.confirmation?.method),
    confirmedOn: event.confirmation?.confirmed_on,
    ppcPublication: item('PPC_PUB', record, event.ppc_publication && { words: 'published' }),
    filingNumber: say(event.ppc_publication?.filing_number),
    foreignInformation: item('FINFO', record, event.foreign_information && { words: 'informed' }),
    method: { words: `method_${version.method}` },
    means: say(event.means),
    purpose: say(event.purpose),
    madeOn: event.record_made_on ?? legalDayOfInstant(version.recordedAt),
    filledOn: version.filledOn ?? undefined,
    source: version.source,
    retentionClass: { words: `class_${version.retentionClass.toLowerCase()}` },
    keepThrough: version.keepThrough ?? { words: openKeeping(version) },
    states: statesOf(record),
  }
}

/** 「記録なし」 for a statutory item that is missing, 「―」 for what is neither demanded nor stated. */
function item(code: ItemCode, { version }: RegisteredRecord, stated: RegisterCell): RegisterCell {
  if (version.missing.includes(code)) return { words: 'not_recorded' }
  const isStated = stated !== undefined && stated !== ''
  return isStated ? stated : { words: 'not_required' }
}

function thirdPartyCells(record: RegisteredRecord, discretion: Discretion) {
  const { third_party: party } = record.event
  const showsParty = discretion.showsPersons || party.kind !== 'individual'
  const shown = (value: string | null | undefined, isForReader: boolean): RegisterCell =>
    value && !isForReader ? { words: 'left_out' } : (value ?? undefined)
  const common = { corporateNumber: party.corporate_number, thirdPartyCode: party.code }
  if (party.unspecified_many) return { ...common, thirdParty: { words: 'unspecified_many' } }
  const abroad = isAbroad(party) && party.country !== undefined
  const address = shown(party.address, showsParty)
  return {
    ...common,
    thirdParty: item('TP_NAME', record, shown(party.name, showsParty)),
    thirdPartyAddress: item(
      'TP_ADDR',
      record,
      abroad && address !== undefined
        ? { words: 'abroad', values: { address: address as Phrase, country: party.country ?? '' } }
        : address,
    ),
    // A natural person has none, and a body may say that it has none.
    representative:
      party.representative || record.version.missing.includes('TP_REP')
        ? item(
            'TP_REP',
            record,
            shown(party.representative, showsParty && discretion.showsRepresentatives),
          )
        : undefined,
  }
}

function basisCells(
  { version, event }: RegisteredRecord,
  rule: RecordRule,
  say: (text: string | undefined) => RegisterCell,
) {
  const judged = rule.rule.slice(version.direction.length + 1)
  return {
    basis: { words: `basis_${judged}` },
    article:
      judged === 'article_16_2_body' ? '法16条2項' : LEGAL_BASES[judged as BasisCode].article,
    statedBasis: judged === event.basis ? undefined : { words: `basis_${event.basis}` },
    exemption: event.exemption && { words: event.exemption.code.toLowerCase() },
    exemptionReason: say(event.exemption?.reason),
    approvedBy: say(event.exemption?.approved_by),
  }
}

function periodOf({ period }: ProvisionEvent): Phrase | undefined {
  if (!period) return undefined
  return { words: 'period', values: { first: period.first_day ?? '', last: period.last_day ?? '' } }
}

/** Full edition: the matters of each line in sight on a line of its own, numbered where there are several. */
function personsOf(
  subjects: readonly DataSubject[],
  { identifier_schemes: schemes }: Deps['operator'],
  { showsPersons }: Discretion,
): RegisterCell {
  const count = subjects.filter(isShown).length
  if (count === 0) return undefined
  if (!showsPersons) return { words: 'lines', values: { count: String(count) } }
  return subjects.flatMap((subject, n) => {
    if (!isShown(subject)) return []
    const matters = mattersOf(subject, schemes).map(({ value }: Matter) => value)
    return subjects.length === 1 ? matters.join(' / ') : `(${n + 1}) ${matters.join(' / ')}`
  })
}

/** A record without a day is incomplete, or its batch or contract still runs; a void one rests its time. */
function openKeeping(version: RecordVersion): string {
  if (version.void) return 'keep_void'
  return version.missing.length > 0 ? 'keep_until_filled' : 'keep_while_running'
}

function statesOf({ version, holdCodes }: RegisteredRecord): Phrase[] {
  const states: Phrase[] = [
    ...(version.void ? [{ words: `void_${version.void}` }] : []),
    ...version.missing.map(code => ({
      words: 'state_missing',
      values: { item: { words: `item_${code.toLowerCase()}` } },
    })),
    ...version.conflicts.map(code => ({
      words: 'state_conflict',
      values: { conflict: { words: `conflict_${code}` } },
    })),
  ]
  if (states.length === 0) states.push({ words: 'state_complete' })
  return [...states, ...holdCodes.map(code => ({ words: 'state_held', values: { code } }))]
}
