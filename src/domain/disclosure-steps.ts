// What each step of a disclosure request says. Append-only; names are the contract's.

import type { CalendarDate } from './calendar-date.ts'

export const DELIVERIES = ['electronic_record', 'document', 'other'] as const
export type Delivery = (typeof DELIVERIES)[number]

/** Which check a verification records. Absent: the requester as a whole, agent and authority included. */
export const VERIFIED_PARTS = ['data_subject', 'agent', 'authority'] as const
export type VerifiedPart = (typeof VERIFIED_PARTS)[number]

/** What an agent acts on (令13条): a certificate, a power of attorney. */
export interface AuthorityProof {
  /** e.g. `power_of_attorney`, `family_register`, `guardianship_certificate`. */
  kind: string
  /** What it lets the agent do; asking for these records has to be among it. */
  scope: ('request' | 'receipt')[]
  issued_on?: CalendarDate
  valid_through?: CalendarDate
}

export interface IdentityVerification {
  of?: VerifiedPart
  method: string
  result: 'passed' | 'failed'
  verified_on: CalendarDate
  /** Kinds only, never a copy or a number. */
  documents: string[]
  /** Which matters of the request were proven, e.g. `name`, `identifiers.phone`. */
  proven: string[]
  authority?: AuthorityProof
}

/** What a person decided about one line. It counts while the line still has that wording. */
export interface Settlement {
  record_no: number
  line: number
  wording_id: number
  verdict: 'confirmed' | 'rejected'
  /** Matters that differ from what is proven and are this person's all the same. */
  own_values?: string[]
  why?: string
}

export const OUTCOMES = [
  'disclosed_full',
  'disclosed_partial',
  'not_disclosed',
  'not_exist',
  'not_accepted',
  'withdrawn',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A33(2)(i)–(iii), carried over to records by A33(5). */
export const GROUNDS = ['33-2-1', '33-2-2', '33-2-3'] as const
export type Ground = (typeof GROUNDS)[number]

export const NOT_ACCEPTED_FOR = [
  'identity',
  'authority',
  'fee',
  'procedure',
  'not_eligible',
] as const

export interface Refusal {
  record_no: number
  line: number
  /** Absent: the whole line. */
  items?: string[]
  ground: Ground
  /** The law that disclosure would breach; with 33-2-3. */
  law_name?: string
  /** For the file only. */
  internal_reason: string
  /** Printed; tells the reason without telling the protected fact. */
  letter_reason: string
}

export interface Decision {
  outcome: Outcome
  not_accepted_for?: (typeof NOT_ACCEPTED_FOR)[number]
  /** Items of a line that an officer released by name. */
  releases?: { record_no: number; line: number; items: string[] }[]
  refusals?: Refusal[]
  /** Whether the letter says how many lines are refused as a whole (documents.md 2.2). */
  show_withheld_count?: boolean
  /**
   * The lines to disclose, as they and their third parties were worded when they were decided: what is
   * recorded later is not part of this answer, and what is corrected later must be decided anew.
   */
  lines: [recordNo: number, line: number, wordingId: number, thirdPartyWordingId: number][]
}

/** The own promise stops while the person completes the request (only where that rule is published). */
export interface ClockStop {
  stopped_on: CalendarDate
  /** Codes of documents.md 3.2, e.g. `id_missing`. */
  waiting_for: string[]
  reply_by?: CalendarDate
}

export interface ClockResume {
  resumed_on: CalendarDate
}

export interface DueExtension {
  due_on: CalendarDate
  letter_reason: string
  internal_reason?: string
}

/** The method asked for is difficult (A33(2) second sentence): asked about, answered, or told. */
export type MethodChange =
  | {
      stage: 'consultation'
      letter_reason: string
      internal_reason?: string
      /** What can be offered beside paper, codes or words. */
      alternatives: string[]
      reply_by: CalendarDate
    }
  | { stage: 'answer'; delivery: Delivery }
  /** The law leaves paper alone (A33(2)). */
  | { stage: 'notice'; letter_reason: string; internal_reason?: string }

export interface FeeNote {
  paid_on: CalendarDate
  yen: number
}

export interface DeliveryNote {
  method: string
  /** Absent: as asked for, or as changed since. */
  form?: Delivery
  delivered_on: CalendarDate
  tracking?: string
}

/** How much had been asked and answered when the person was taken out. */
export interface RedactedCounts {
  lines_disclosed: number
  lines_refused: number
  /** Candidates that a human settled. */
  confirmed: number
  rejected: number
}

/** What a step says, by its kind. */
export interface StepDetails {
  identity_verified: IdentityVerification
  identity_failed: IdentityVerification
  matches_settled: { settlements: Settlement[] }
  decided: Decision
  withdrawn: { withdrawn_on?: CalendarDate }
  extract_issued: { extract_no: number }
  delivered: DeliveryNote
  clock_stopped: ClockStop
  clock_resumed: ClockResume
  due_extended: DueExtension
  method_changed: MethodChange
  fee_noted: FeeNote
  letter_issued: { letter_no: number; kind: string }
  objection_noted: { record_no: number; line: number }
  delivery_returned: { returned_on: CalendarDate; why?: string }
  alert_settled: { alert: string; how: string }
  redacted: RedactedCounts
}
export type StepKind = keyof StepDetails
export type Step = { [Kind in StepKind]: { kind: Kind; detail: StepDetails[Kind] } }[StepKind]
export type TakenStep = Step & { step: number; at: number; by: string }
