// The closed lists a template may draw on: placeholders, conditions, lists, phrases and their values.

/** Values that every letter has. */
export const ALWAYS_VALUES = [
  'docNo',
  'requestNo',
  'issuedOn',
  'arrivedOn',
  'addresseeName',
  'dataSubjectName',
  'operatorName',
  'officeName',
  'scopeWords',
  'methodWords',
  'methodSentence',
  'providedCount',
  'receivedCount',
] as const

/** Values that may be absent: a block that uses one must carry it as its `when`. */
export const OPTIONAL_VALUES = [
  'agentName',
  'relation',
  'operatorAddress',
  'representatives',
  'officeAddress',
  'officePhone',
  'officeHours',
  'officeEmail',
  'complaintDesk',
  'accreditedBodyName',
  'accreditedBodyContact',
] as const

/** Values that are present whenever another one is. */
export const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  relation: ['agentName'],
  accreditedBodyName: ['accreditedBodyContact'],
  accreditedBodyContact: ['accreditedBodyName'],
}

/** Lists a line may be repeated for, with the placeholders each entry brings. */
export const LISTS = {
  postalAddress: ['item'],
  feeLines: ['item'],
  alsoRequested: ['item'],
  checkedBy: ['label', 'item'],
  legends: ['item'],
} as const

export type ListName = keyof typeof LISTS
export const LIST_NAMES = Object.keys(LISTS) as ListName[]

/** What `when` may name: an optional value that is present, or a list that is not empty. */
export const CONDITIONS: readonly string[] = [...OPTIONAL_VALUES, ...LIST_NAMES]

/** Phrases that code asks for by name; each may use the placeholders listed, and no others. */
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
  note_person_corrected: ['date'],
  note_objection: ['date'],
  note_contract: [],
  note_withheld: [],
  note_merged: ['count'],
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
