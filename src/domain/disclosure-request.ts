// A disclosure request (A33(5)) and its steps; what the steps add up to. Names are the contract's.

import { addDays, type CalendarDate } from './calendar-date.ts'
import type { Direction } from './legal-basis.ts'
import type { ClaimedIdentity, ProvenIdentity } from './matching.ts'

export const REQUESTER_KINDS = ['self', 'statutory_agent', 'appointed_agent'] as const
export const DELIVERIES = ['electronic_record', 'document', 'other'] as const
export type Delivery = (typeof DELIVERIES)[number]

/** The person as the requester described them. */
export interface ClaimedPerson {
  name: string
  name_kana?: string
  other_names?: string[]
  birth_date?: CalendarDate
  addresses?: string[]
  identifiers?: Record<string, string | string[]>
}

export interface Scope {
  from?: CalendarDate
  to?: CalendarDate
  direction?: Direction
}

export interface DisclosureRequest {
  received_on: CalendarDate
  channel: string
  requester: { kind: (typeof REQUESTER_KINDS)[number]; name?: string; authority?: string }
  data_subject: ClaimedPerson
  delivery: Delivery
  scope?: Scope
  also_requested?: string[]
}

export interface IdentityVerification {
  method: string
  result: 'passed' | 'failed'
  verified_on: CalendarDate
  documents: string[]
  /** Which matters of the request were proven, e.g. `name`, `identifiers.phone`. */
  proven: string[]
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

export interface Decision {
  outcome: Outcome
  not_accepted_for?: string
  /** Items of a line that an officer released by name. */
  releases?: { record_no: number; line: number; items: string[] }[]
  /**
   * The lines to disclose, as they and their third parties were worded when they were decided: what is
   * recorded later is not part of this answer, and what is corrected later must be decided anew.
   */
  lines: [recordNo: number, line: number, wordingId: number, thirdPartyWordingId: number][]
}

export interface DeliveryNote {
  method: string
  delivered_on: CalendarDate
  tracking?: string
}

/** What a step says, by its kind. */
export interface StepDetails {
  identity_verified: IdentityVerification
  identity_failed: IdentityVerification
  matches_settled: { settlements: Settlement[] }
  decided: Decision
  withdrawn: Record<string, never>
  extract_issued: { extract_no: number }
  delivered: DeliveryNote
}
export type StepKind = keyof StepDetails
export type Step = { [Kind in StepKind]: { kind: Kind; detail: StepDetails[Kind] } }[StepKind]
export type TakenStep = Step & { step: number; at: number; by: string }

export type RequestStatus = 'received' | 'verified' | 'decided' | 'issued' | 'closed'

export interface RequestState {
  status: RequestStatus
  /** Only while the newest verification passed. */
  verification: IdentityVerification | undefined
  /** By `lineKey`; the newest settlement of a line stands. */
  settlements: Map<string, Settlement>
  decision: Decision | undefined
  extractNo: number | undefined
  delivery: DeliveryNote | undefined
  closedAt: number | undefined
}

export const lineKey = (recordNo: number, line: number) => `${recordNo}#${line}`

/** Adds the steps up, in order. */
export function foldSteps(steps: readonly TakenStep[]): RequestState {
  const state: RequestState = {
    status: 'received',
    verification: undefined,
    settlements: new Map(),
    decision: undefined,
    extractNo: undefined,
    delivery: undefined,
    closedAt: undefined,
  }
  for (const step of steps) takeStep(state, step)
  return state
}

const CHANGES_GROUNDS = new Set(['identity_verified', 'identity_failed', 'matches_settled'])

function takeStep(state: RequestState, step: TakenStep) {
  // Whatever changes its grounds takes a decision back: it has to be taken anew.
  if (CHANGES_GROUNDS.has(step.kind)) state.decision = undefined
  switch (step.kind) {
    case 'identity_verified':
      state.verification = step.detail
      state.status = 'verified'
      return
    case 'identity_failed':
      // A later check that failed (a forged document) takes the earlier one back.
      state.verification = undefined
      state.status = 'received'
      return
    case 'matches_settled':
      for (const settlement of step.detail.settlements) {
        state.settlements.set(lineKey(settlement.record_no, settlement.line), settlement)
      }
      state.status = 'verified'
      return
    case 'decided':
      state.decision = step.detail
      state.status = 'decided'
      return
    case 'extract_issued':
      state.extractNo = step.detail.extract_no
      state.status = 'issued'
      return
    case 'delivered':
      state.delivery = step.detail
      state.closedAt = step.at
      state.status = 'closed'
      return
    case 'withdrawn':
      state.closedAt = step.at
      state.status = 'closed'
  }
}

/** The operator's own day to answer: the Act says only "without delay" (A33(2)). */
export function dueOn(receivedOn: CalendarDate, dueDays: number): CalendarDate {
  return addDays(receivedOn, dueDays)
}

/** From this day on the person may sue (A39(1)): two weeks after the day of arrival have passed. */
export function article39On(receivedOn: CalendarDate): CalendarDate {
  return addDays(receivedOn, 15)
}

/** What was given, parted into what the verification proved and what is only claimed (contract 5). */
export function identityOf(
  person: ClaimedPerson,
  verification: Pick<IdentityVerification, 'proven'> | undefined,
): ClaimedIdentity {
  const identity = { proven: nothing(), claimed: nothing() }
  const sideOf = (matter: string) =>
    verification?.proven.includes(matter) ? identity.proven : identity.claimed
  sideOf('name').names.push(person.name)
  sideOf('other_names').names.push(...(person.other_names ?? []))
  if (person.name_kana !== undefined) sideOf('name_kana').readings.push(person.name_kana)
  if (person.birth_date !== undefined) sideOf('birth_date').birthDate = person.birth_date
  for (const [scheme, value] of Object.entries(person.identifiers ?? {})) {
    sideOf(`identifiers.${scheme}`).identifiers[scheme] = [value].flat()
  }
  return identity
}

/** What `proven` may name: the matters that the request gave. */
export function givenMatters(person: ClaimedPerson): string[] {
  const given: [string, unknown][] = [
    ['name', person.name],
    ['name_kana', person.name_kana],
    ['other_names', person.other_names?.[0]],
    ['birth_date', person.birth_date],
    ['addresses', person.addresses?.[0]],
  ]
  return [
    ...given.filter(([, value]) => value !== undefined).map(([matter]) => matter),
    ...Object.keys(person.identifiers ?? {}).map(scheme => `identifiers.${scheme}`),
  ]
}

/** Whether what happened between the two days falls into what was asked for. */
export function isInScope(
  scope: Scope | undefined,
  provision: { direction: Direction; firstDay: CalendarDate; lastDay: CalendarDate },
): boolean {
  if (!scope) return true
  if (scope.direction !== undefined && scope.direction !== provision.direction) return false
  if (scope.from !== undefined && provision.lastDay < scope.from) return false
  return scope.to === undefined || provision.firstDay <= scope.to
}

function nothing(): ProvenIdentity {
  return { names: [], readings: [], identifiers: {} }
}
