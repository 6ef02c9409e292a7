// The cells of a row (documents.md 4.3, 4.4): exactly the items of the record's rule have values.

import { isAbroad } from '../domain/assessment.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import type { ItemCode, RecordRule } from '../domain/record-rules.ts'
import type { Cell } from './extract-document.ts'
import type { Phrase } from './letter-document.ts'
import type { RecordVersion } from './ports.ts'

/** What a row's cells are drawn from: a version of a record, without its lines. */
export interface CellSource {
  rule: RecordRule
  version: Pick<RecordVersion, 'missing' | 'occurredOn' | 'method'>
  event: Omit<ProvisionEvent, 'data_subjects'>
}

const NOT_REQUIRED: Cell = { state: 'not_required' }
const NOT_RECORDED: Cell = { state: 'not_recorded' }

/** The items that have a cell beside the person's own. */
export const PRINTED_ITEMS = [
  'TP_NAME',
  'TP_ADDR',
  'TP_REP',
  'ITEMS',
  'CONSENT',
  'DATE_OUT',
  'DATE_IN',
  'ACQ',
  'PPC_PUB',
] as const
export type PrintedItem = (typeof PRINTED_ITEMS)[number]

/** A gap prints as "not recorded" and is never filled: `version.missing` decides, not the wording. */
export function cellOf(item: PrintedItem, source: CellSource): Cell {
  const { rule, version } = source
  if (!rule.items.some(required => required.item === item)) return NOT_REQUIRED
  if (version.missing.includes(item satisfies ItemCode)) return NOT_RECORDED
  return printedValue(item, source)
}

function printedValue(item: PrintedItem, { rule, version, event }: CellSource): Cell {
  const { third_party: thirdParty } = event
  const everyone = thirdParty.unspecified_many === true
  switch (item) {
    case 'TP_NAME':
      if (everyone) return { value: { words: 'recipient_unspecified' } }
      return text(thirdParty.name)
    case 'TP_ADDR':
      // Provided to everyone: the one sentence stands for name, address and representative.
      if (everyone) return NOT_REQUIRED
      return thirdParty.address ? { value: addressOf(event, rule) } : NOT_RECORDED
    case 'TP_REP':
      // A natural person, or a body that says it has none.
      return thirdParty.representative ? { value: thirdParty.representative } : NOT_REQUIRED
    case 'ITEMS':
      return { value: itemsOf(event, rule) }
    case 'CONSENT':
      return { value: { words: CONSENT_WORDS[rule.rule] ?? 'consent_received' } }
    case 'DATE_OUT':
    case 'DATE_IN':
      return { value: version.occurredOn }
    case 'ACQ':
      return text(event.acquisition)
    case 'PPC_PUB':
      return { value: { words: 'ppc_published' } }
  }
}

const CONSENT_WORDS: Partial<Record<string, string>> = {
  'provided/consent': 'consent_provided',
  'provided/foreign_consent': 'consent_foreign',
  'received/consent': 'consent_received',
  'received/related_information': 'consent_related_information',
}

const text = (value: string | undefined): Cell => (value ? { value } : NOT_RECORDED)

function addressOf(event: CellSource['event'], rule: RecordRule): Phrase {
  const { address = '', country = 'JP' } = event.third_party
  if (rule.rule !== 'provided/foreign_consent' || !isAbroad(event.third_party)) return address
  return { words: 'address_with_country', values: { address, country } }
}

function itemsOf(event: CellSource['event'], rule: RecordRule): Phrase[] {
  const items = event.items.filter(item => item.trim() !== '')
  if (rule.rule !== 'received/related_information') return items
  return items.map((item, n) =>
    n === 0 ? { words: 'items_related_information', values: { item } } : item,
  )
}
