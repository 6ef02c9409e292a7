// Judging one provision: the rule of Table A that applies, what is missing, and how long it is kept.

import { type CalendarDate, laterOf } from './calendar-date.ts'
import { isStillRunning } from './erasure-date.ts'
import type { ConflictCode } from './gaps.ts'
import { EXEMPTIONS } from './legal-basis.ts'
import type { ProvisionEvent, RecordedThirdParty } from './provision-event.ts'
import { type ItemCode, type RecordRule, type RuleCode, ruleOn } from './record-rules.ts'
import { keepThrough, type RetentionClass, STATUTORY_YEARS } from './retention-period.ts'
import { hasText } from './text-content.ts'

export interface JudgingContext {
  /** The Japanese day on which the record was made in this ledger. */
  recordedOn: CalendarDate
  /** The day on which the last missing statutory item was filled, if one ever was. */
  filledOn?: CalendarDate
  /** Conflicts that were settled as a breach, with their measures: no longer open. */
  settled?: readonly ConflictCode[]
  /** The operator's list of 要配慮個人情報 items. */
  sensitiveItems: readonly string[]
  /** Years that a record without duty is kept (class V). */
  voluntaryYears: number
}

export interface Assessment {
  rule: RecordRule
  missing: ItemCode[]
  conflicts: ConflictCode[]
  retentionClass: RetentionClass
  /** False while a batch runs or a statutory item is missing; then `keepThrough` is null. */
  final: boolean
  keepThrough: CalendarDate | null
}

/** Judges `event` with its frozen third party (contract 3 and 7; law.md Table A and 3.3). */
export function assess(event: ProvisionEvent, context: JudgingContext): Assessment {
  const { rule, conflicts } = judgeBasis(event, context.sensitiveItems)
  const missing = missingItems(event, { rule, conflicts })
  const retentionClass = classify(event, rule, missing)
  const final = missing.length === 0 && !isStillRunning(event)
  return {
    rule,
    missing,
    conflicts: conflicts.filter(code => !context.settled?.includes(code)),
    retentionClass,
    final,
    keepThrough: final ? keptThrough(event, retentionClass, context) : null,
  }
}

/** Abroad in the sense of A28(1): not in Japan, not designated, no equivalent system. */
export function isAbroad(thirdParty: RecordedThirdParty): boolean {
  return (thirdParty.country ?? 'JP') !== 'JP' && thirdParty.equivalence === undefined
}

/** A28(1) puts A27 aside for these: abroad they all need the consent of A28(1). */
const FOREIGN_ROUTE = new Set(['consent', 'opt_out', 'entrustment', 'succession', 'joint_use'])

/** What decides which items are demanded and stated. */
interface Judgement {
  rule: RecordRule
  /** All of them, settled or not. */
  conflicts: readonly ConflictCode[]
}

function judgeBasis(event: ProvisionEvent, sensitiveItems: readonly string[]): Judgement {
  const { ruleCode, conflicts } = chooseRule(event, sensitiveItems)
  const rule = ruleOn(ruleCode, event.occurred_on)
  if (!event.third_party.article_16_2_body) return { rule, conflicts }
  // A29(1) takes these bodies out of "third party", for A29 and A30 alike.
  const exempt: RuleCode = rule.duty ? `${event.direction}/article_16_2_body` : ruleCode
  return { rule: ruleOn(exempt, event.occurred_on), conflicts: [] }
}

function chooseRule(
  event: ProvisionEvent,
  sensitiveItems: readonly string[],
): { ruleCode: RuleCode; conflicts: ConflictCode[] } {
  const { direction, basis } = event
  if (direction === 'provided' && FOREIGN_ROUTE.has(basis) && isAbroad(event.third_party)) {
    return { ruleCode: 'provided/foreign_consent', conflicts: ['foreign_consent_needed'] }
  }
  const ruleCode: RuleCode = `${direction}/${basis}`
  if (basis === 'opt_out') {
    const conflicts: ConflictCode[] = []
    if (event.method !== 'each') conflicts.push('opt_out_method')
    if (event.items.some(item => sensitiveItems.includes(item))) {
      conflicts.push('opt_out_sensitive_item')
    }
    return { ruleCode, conflicts }
  }
  if (basis === 'interpretation') {
    if (!event.exemption) return { ruleCode, conflicts: ['exemption_missing'] }
    if (direction === 'provided' && EXEMPTIONS[event.exemption.code] === 'recipient') {
      return { ruleCode: 'provided/consent', conflicts: ['recipient_only_exemption'] }
    }
  }
  return { ruleCode, conflicts: [] }
}

function missingItems(event: ProvisionEvent, judgement: Judgement): ItemCode[] {
  const abroad = isAbroad(event.third_party)
  return judgement.rule.items
    .filter(({ when }) => {
      if (when === 'abroad') return abroad
      if (when === 'batch') return event.method === 'batch'
      if (when === 'not_batch') return event.method !== 'batch'
      return true
    })
    .map(({ item }) => item)
    .filter(item => !isStated(item, event, judgement))
}

/** Whether the event states the item, as the judgement's rule takes it. */
export function isStated(
  item: ItemCode,
  event: ProvisionEvent,
  { rule, conflicts }: Judgement,
): boolean {
  const { third_party: thirdParty } = event
  const unspecified = rule.unspecifiedManyAllowed && thirdParty.unspecified_many === true
  switch (item) {
    case 'CONSENT':
      // A consent to something else (A27) is not the consent of A28(1), and an exemption is none at all.
      return event.consent !== undefined && !conflicts.includes('foreign_consent_needed')
    case 'CONFIRM':
      return hasText(event.confirmation?.method)
    case 'FINFO':
      return event.foreign_information !== undefined
    case 'DATE_OUT':
    case 'DATE_IN':
      return true
    case 'PERIOD':
      return event.period?.first_day !== undefined
    case 'TP_NAME':
      return unspecified || hasText(thirdParty.name)
    case 'TP_ADDR':
      return unspecified || hasText(thirdParty.address)
    case 'TP_REP':
      return (
        unspecified ||
        thirdParty.kind === 'individual' ||
        thirdParty.representative === null ||
        hasText(thirdParty.representative)
      )
    case 'TP_UNSPEC':
      return unspecified
    case 'ACQ':
      return hasText(event.acquisition)
    case 'PERSON':
      return event.data_subjects.length > 0
    case 'ITEMS':
      return event.items.some(hasText)
    case 'PPC_PUB':
      return event.ppc_publication !== undefined
  }
}

function classify(
  event: ProvisionEvent,
  rule: RecordRule,
  missing: readonly ItemCode[],
): RetentionClass {
  const byMethod = rule.methods[event.method] ?? 'R3'
  if (byMethod !== 'R1') return byMethod
  // 規則19条3項・23条3項: one year only for a complete document tied to a service to the person.
  return event.contract?.service_to_person === true && missing.length === 0 ? 'R1' : 'R3'
}

function keptThrough(
  event: ProvisionEvent,
  retentionClass: RetentionClass,
  context: JudgingContext,
): CalendarDate {
  const { recordedOn, filledOn } = context
  if (retentionClass === 'V') return keepThrough(recordedOn, context.voluntaryYears)
  const lastProvision = laterOf(event.occurred_on, event.period?.last_day)
  if (retentionClass === 'R3') {
    const madeOn = event.record_made_on ?? recordedOn
    return keepThrough(laterOf(madeOn, filledOn, lastProvision), STATUTORY_YEARS.R3)
  }
  const fromLastProvision = keepThrough(lastProvision, STATUTORY_YEARS[retentionClass])
  // The retention of the whole record starts anew when an omitted item is made (law.md 3.1).
  return filledOn
    ? laterOf(fromLastProvision, keepThrough(filledOn, STATUTORY_YEARS.R3))
    : fromLastProvision
}
