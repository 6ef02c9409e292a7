// The letter around the annex (documents.md 2.1, 2.4): addressee, sender, what was asked, the fee.

import { type CalendarDate, formatJapaneseDate } from '../domain/calendar-date.ts'
import type { DisclosureRequest, Scope } from '../domain/disclosure-request.ts'
import { DomainError } from '../domain/domain-error.ts'
import type { Operator } from '../domain/operator.ts'
import { mattersOf } from '../domain/person-matters.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import type { ExtractDocument, Phrase } from './extract-document.ts'
import type { AnnexRows } from './extract-rows.ts'

/** The document of a decided request. Throws letterhead_missing. */
export function composeExtract(
  operator: Operator,
  file: DisclosureFile,
  printed: { docNo: string; issuedOn: CalendarDate; rows: AnnexRows },
): ExtractDocument {
  const { request, requestNo } = file
  const { docNo, issuedOn, rows } = printed
  const kind = file.state.decision?.outcome === 'not_exist' ? 'not_exist' : 'disclosed_full'
  return {
    kind,
    docNo,
    requestNo,
    issuedOn,
    arrivedOn: request.received_on,
    addressee: addresseeOf(file),
    dataSubjectName: request.data_subject.name,
    operator: letterhead(operator),
    scopeWords: scopeWords(request.scope),
    methodWords: { words: `method_${request.delivery}` },
    // How it is handed over is known only at delivery, after the letter is printed.
    methodSentence: { words: `deliver_${request.delivery}_plain` },
    fee: { lines: feeLines(operator, request, kind) },
    checkedBy: kind === 'not_exist' ? checkedBy(operator, request) : [],
    alsoRequested: request.also_requested?.map(matterWords),
    datesForReference: datesForReference(operator),
    provided: rows.provided,
    received: rows.received,
  }
}

/** The sender of a legal letter is complete or there is no letter. */
function letterhead(operator: Operator): ExtractDocument['operator'] {
  const { name, address, representatives, office, accredited_body } = operator
  const missing = [
    ...(name ? [] : ['name']),
    ...(address ? [] : ['address']),
    ...(representatives.length > 0 ? [] : ['representatives']),
    ...(office ? [] : ['office']),
  ]
  if (!name || missing.length > 0) {
    throw new DomainError('letterhead_missing', `The letterhead lacks ${missing.join(', ')}.`, {
      fix: `Add ${missing.join(', ')} to operator.json and issue again.`,
      members: { missing },
    })
  }
  return { name, address, representatives, office, accredited_body }
}

/** The name as written in the request; the address only if the identity check proved it. */
function addresseeOf({ request, state }: DisclosureFile): ExtractDocument['addressee'] {
  const { requester, data_subject: person } = request
  if (requester.kind !== 'self') {
    return {
      name: requester.name ?? person.name,
      onBehalfOf: person.name,
      relation: { words: `relation_${requester.kind}` },
    }
  }
  const proven = state.verification?.proven.includes('addresses')
  const [address] = proven ? (person.addresses ?? []) : []
  return { name: person.name, ...(address ? { postalAddress: addressLines(address) } : {}) }
}

function addressLines(address: string): string[] {
  const [, postalCode, rest] = /^(〒?\s*\d{3}[-‐−ー－]?\d{4})\s*(.+)$/su.exec(address) ?? []
  return postalCode && rest ? [postalCode, rest] : [address]
}

function scopeWords({ from, to, direction }: Scope = {}): Phrase {
  const period: Phrase | undefined =
    from && to
      ? { words: 'scope_period', values: { from, to } }
      : from
        ? { words: 'scope_from', values: { from } }
        : to
          ? { words: 'scope_to', values: { to } }
          : undefined
  const side = direction && { words: `scope_${direction}` }
  if (period && side) return { words: 'scope_and', values: { first: period, second: side } }
  return period ?? side ?? { words: 'scope_unlimited' }
}

function feeLines(
  { disclosure: { fee } }: Operator,
  { also_requested: also = [] }: DisclosureRequest,
  kind: ExtractDocument['kind'],
): Phrase[] {
  const yen = (amount: number) => amount.toLocaleString('ja-JP')
  if (kind === 'not_exist') return [{ words: refusedFee(fee) }]
  const records: Phrase =
    fee.records_yen === 0
      ? { words: 'fee_none' }
      : { words: 'fee_amount', values: { fee: yen(fee.records_yen) } }
  const data: Phrase[] =
    fee.data_yen && also.includes('data_disclosure')
      ? [{ words: 'fee_data_request', values: { fee: yen(fee.data_yen) } }]
      : []
  return [records, ...data]
}

/** Whether a fee is kept when nothing is disclosed is the operator's announced rule (law.md 12, 5). */
function refusedFee(fee: Operator['disclosure']['fee']): string {
  const kept = fee.records_yen > 0 && fee.refundable_when_refused === false
  return kept ? 'fee_not_refunded' : 'fee_not_charged'
}

/** Kinds and values that the person gave, and nothing from records (documents.md 2.4). */
function checkedBy(operator: Operator, { data_subject: person }: DisclosureRequest) {
  const { name, name_kana, birth_date, other_names = [], identifiers = {} } = person
  const given = Object.entries(identifiers).flatMap(([scheme, values]) =>
    [values].flat().flatMap(value => {
      const line = { identifiers: { [scheme]: value } }
      return mattersOf(line, operator.identifier_schemes)
    }),
  )
  return [
    { label: { words: 'label_name' }, value: name },
    ...(name_kana ? [{ label: { words: 'label_kana' }, value: name_kana }] : []),
    ...other_names.map(value => ({ label: { words: 'label_other_name' }, value })),
    ...(birth_date
      ? [{ label: { words: 'label_birth_date' }, value: formatJapaneseDate(birth_date) }]
      : []),
    ...given.map(({ kind, value }) => ({ label: { words: `label_${kind}` }, value })),
  ]
}

const KNOWN_MATTERS = ['data_disclosure', 'correction', 'cessation', 'stop_provision']

const matterWords = (matter: string): Phrase =>
  KNOWN_MATTERS.includes(matter) ? { words: `matter_${matter}` } : matter

function datesForReference({ optional_items }: Operator) {
  const shown = optional_items.includes('date')
  return shown ? { provided: true, received: true } : undefined
}
