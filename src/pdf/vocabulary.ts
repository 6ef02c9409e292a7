// The closed lists that every template may draw on: letterhead, phrases, and how values go into braces.

import { PROCEDURE_PHRASES } from './procedure-vocabulary.ts'

/** What one kind of letter has beside the letterhead. */
export interface LetterVocabulary {
  always?: readonly string[]
  /** Values that may be absent: a text that uses one must carry it as its `when`. */
  optional?: readonly string[]
  /** Lists that lines and tables may be made of, with the fields of an entry; `name?` may be absent. */
  lists?: Readonly<Record<string, readonly string[]>>
  /** Phrases that the letter's own file must hold, each with the placeholders it may use. */
  phrases?: Readonly<Record<string, readonly string[]>>
}

/** Values of every paper. */
export const OPERATOR_VALUES = ['operatorName', 'officeName'] as const
export const OPERATOR_OPTIONAL_VALUES = [
  'operatorAddress',
  'representatives',
  'officeAddress',
  'officePhone',
  'officeHours',
  'officeEmail',
  'complaintDesk',
  'accreditedBodyName',
  'accreditedBodyContact',
  'greeting',
  'standingNote',
] as const

/** Values of every letter to a person. */
export const BASE_VALUES = [
  'docNo',
  'requestNo',
  'issuedOn',
  'arrivedOn',
  'addresseeName',
  'dataSubjectName',
] as const
export const OPTIONAL_VALUES = ['agentName', 'relation'] as const
export const BASE_LISTS = { postalAddress: ['item'] } as const

/** Values that are present whenever another one is. */
export const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  relation: ['agentName'],
  accreditedBodyName: ['accreditedBodyContact'],
  accreditedBodyContact: ['accreditedBodyName'],
  forwardedOn: ['consentedOn'],
}

/** A value that every table brings: the number of the row, from 1. */
export const ROW_NO = 'rowNo'

/** Phrases of common.json; each may use the placeholders listed, and no others. */
export const PHRASES: Record<string, readonly string[]> = {
  relation_statutory_agent: [],
  relation_appointed_agent: [],
  scope_unlimited: [],
  scope_period: ['from', 'to'],
  scope_from: ['from'],
  scope_to: ['to'],
  scope_provided: [],
  scope_received: [],
  scope_and: ['first', 'second'],
  method_electronic_record: [],
  method_document: [],
  method_inspection: [],
  method_other: [],
  deliver_electronic_record: ['means'],
  deliver_document: ['means'],
  deliver_inspection: ['place', 'date'],
  deliver_electronic_record_plain: [],
  deliver_document_plain: [],
  deliver_other_plain: [],
  means_download: [],
  means_email: [],
  means_medium: [],
  means_post: [],
  means_registered_post: [],
  means_recipient_only_post: [],
  means_counter: [],
  fee_none: [],
  fee_amount: ['fee'],
  fee_paid: ['fee', 'date'],
  fee_data_request: ['fee'],
  fee_not_charged: [],
  fee_refunded: ['how'],
  fee_not_refunded: [],
  matter_data_disclosure: [],
  matter_correction: [],
  matter_cessation: [],
  matter_stop_provision: [],
  article_33_2_1: [],
  article_33_2_2: [],
  article_33_2_3: ['lawName'],
  ground_33_2_1: [],
  ground_33_2_2: [],
  ground_33_2_3: ['lawName'],
  rows_not_in_annex: [],
  matter_whole_record: [],
  of_recipient: ['item'],
  of_provider: ['item'],
  of_person: ['item'],
  day: ['date'],
  label_name: [],
  label_kana: [],
  label_other_name: [],
  label_birth_date: [],
  label_address: [],
  label_member_id: [],
  label_phone: [],
  label_email: [],
  label_identifier: [],
  person_matter: ['label', 'value'],
  person_birth_date: ['label', 'date'],
  person_withheld: ['label'],
  list_and: ['first', 'second'],
  recipient_unspecified: [],
  address_with_country: ['address', 'country'],
  consent_provided: [],
  consent_foreign: [],
  consent_received: [],
  consent_related_information: [],
  ppc_published: [],
  items_related_information: ['item'],
  note_added: ['date', 'heading'],
  note_corrected: ['date', 'heading', 'old'],
  note_corrected_untold: ['date', 'heading'],
  note_person_corrected: ['date'],
  note_objection: ['date'],
  note_contract: [],
  note_withheld: ['reasonsNumber'],
  note_merged: ['count'],
  volume: ['number'],
  volume_follows: ['number'],
  substitutes_note: ['characters'],
  heading_third_party: [],
  heading_address: [],
  heading_representative: [],
  heading_person: [],
  heading_items: [],
  heading_consent: [],
  heading_date_out: [],
  heading_date_in: [],
  heading_acquisition: [],
  heading_ppc_publication: [],
  ...PROCEDURE_PHRASES,
}

/** Operators have their own ways of delivery: phrases with this start may be added freely. */
export const FREE_PHRASE = /^means_[a-z0-9_]+$/

const PLACEHOLDER = /\{([A-Za-z]+)\}/g

/** The names in braces, in order. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(match => match[1]!)
}

/**
 * Puts values into the braces in one pass: what stands in a value is text and is never looked at
 * again, so a person called `{docNo}` stays `{docNo}`.
 */
export function fill(text: string, values: Readonly<Record<string, string | undefined>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  )
}
