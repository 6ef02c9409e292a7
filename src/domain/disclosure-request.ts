// A disclosure request (A33(5)) and its steps; what the steps add up to. Names are the contract's.

import type { CalendarDate } from './calendar-date.ts'
import type {
  ClockStop,
  Decision,
  Delivery,
  DeliveryNote,
  DueExtension,
  FeeNote,
  IdentityVerification,
  MethodChange,
  Settlement,
  TakenStep,
  VerifiedPart,
} from './disclosure-steps.ts'
import type { Direction } from './legal-basis.ts'
import type { ClaimedIdentity, ProvenIdentity } from './matching.ts'

export const REQUESTER_KINDS = ['self', 'statutory_agent', 'appointed_agent'] as const

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
  requester: {
    kind: (typeof REQUESTER_KINDS)[number]
    name?: string
    address?: string
    authority?: string
  }
  data_subject: ClaimedPerson
  delivery: Delivery
  scope?: Scope
  also_requested?: string[]
  /** Papers that came with the request: kinds and numbers, never their content. */
  documents?: ReceivedDocument[]
  /** An edition for the person's convenience beside the Japanese one, which prevails. */
  translation?: 'en'
}

export interface ReceivedDocument {
  /** e.g. `driving_licence`, `power_of_attorney`. */
  kind: string
  copies: number
  form: 'original' | 'copy'
  /** What becomes of it once it was looked at. */
  afterwards: 'returned' | 'destroyed'
}

export type RequestStatus = 'received' | 'verified' | 'decided' | 'issued' | 'closed'

export interface RequestState {
  status: RequestStatus
  /** Only while everything that has to be verified has passed, newest check of each part. */
  verification: IdentityVerification | undefined
  /** The newest check of each part, passed or failed. */
  checks: Partial<Record<VerifiedPart | 'requester', IdentityVerification>>
  /** By `lineKey`; the newest settlement of a line stands. */
  settlements: Map<string, Settlement>
  decision: Decision | undefined
  extractNo: number | undefined
  delivery: DeliveryNote | undefined
  closedAt: number | undefined
  /** Each with the day on which it went on; undefined while it stands still. */
  stops: (ClockStop & { resumed_on?: CalendarDate })[]
  /** With how many of the stops had begun by then: later ones move its day. */
  extension: (DueExtension & { afterStops: number }) | undefined
  methodChange: MethodChange | undefined
  fee: FeeNote | undefined
}

export const lineKey = (recordNo: number, line: number) => `${recordNo}#${line}`

/** Adds the steps up, in order. */
export function foldSteps(steps: readonly TakenStep[]): RequestState {
  const state: RequestState = {
    status: 'received',
    verification: undefined,
    checks: {},
    settlements: new Map(),
    decision: undefined,
    extractNo: undefined,
    delivery: undefined,
    closedAt: undefined,
    stops: [],
    extension: undefined,
    methodChange: undefined,
    fee: undefined,
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
    case 'identity_failed':
      takeCheck(state, step.detail)
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
      state.closedAt ??= step.at
      state.status = 'closed'
      return
    case 'withdrawn':
      state.closedAt = step.at
      state.status = 'closed'
      return
    case 'clock_stopped':
      state.stops.push({ ...step.detail })
      return
    case 'clock_resumed':
      Object.assign(state.stops.at(-1) ?? {}, step.detail)
      return
    case 'due_extended':
      state.extension = { ...step.detail, afterStops: state.stops.length }
      return
    case 'method_changed':
      state.methodChange = step.detail
      return
    case 'fee_noted':
      state.fee = step.detail
  }
}

/**
 * The check of a whole requester stands for all its parts. Once a part was checked apart, every part has to
 * pass: the person, the agent, and what the agent acts on. A later failure takes an earlier pass back.
 */
function takeCheck(state: RequestState, check: IdentityVerification) {
  if (check.of === undefined) state.checks = { requester: check }
  else {
    const { requester: _whole, ...parts } = state.checks
    state.checks = { ...parts, [check.of]: check }
  }
  const { requester, data_subject: person, agent, authority } = state.checks
  const needed = requester ? [requester] : [person, agent, authority]
  const passed = needed.every(one => one?.result === 'passed')
  state.verification = passed ? (requester ?? person) : undefined
  state.status = passed ? 'verified' : 'received'
}

/** As asked for, unless the person chose another way or was told that only paper is left. */
export function deliveryOf(
  { delivery }: Pick<DisclosureRequest, 'delivery'>,
  { methodChange }: Pick<RequestState, 'methodChange'>,
): Delivery {
  if (methodChange?.stage === 'answer') return methodChange.delivery
  return methodChange?.stage === 'notice' ? 'document' : delivery
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

/** `addresses` proves all that were given, `addresses.0` the first, and so on. */
export function provenAddresses(
  { addresses = [] }: Pick<ClaimedPerson, 'addresses'>,
  proven: readonly string[],
): string[] {
  return addresses.filter(
    (_, n) => proven.includes('addresses') || proven.includes(`addresses.${n}`),
  )
}

/** What `proven` may name: the matters that the request gave. */
export function givenMatters(person: ClaimedPerson): string[] {
  const given: [string, unknown][] = [
    ['name', person.name],
    ['name_kana', person.name_kana],
    ['other_names', person.other_names?.[0]],
    ['birth_date', person.birth_date],
    ['addresses', person.addresses?.[0]],
    // Each of several: an answer is posted to one that was proven.
    ...(person.addresses ?? []).map((address, n): [string, unknown] => [`addresses.${n}`, address]),
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
