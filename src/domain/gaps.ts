// Gaps: what a record still lacks (missing_item), what looks unlawful (conflict), and what deserves a
// second look (advice). The first two stand in the ledger, advice is derived on reading.

import type { ItemCode, RecordRule } from './record-rules.ts'

export interface Gap {
  kind: 'missing_item' | 'conflict' | 'advice'
  code: string
  item?: ItemCode
  statute?: string
  fix: string
}

const MISSING: Record<ItemCode, { code: string; fix: string }> = {
  CONSENT: {
    code: 'consent_missing',
    fix: 'Amend the record with `consent` and say in `evidence` where the consent is kept.',
  },
  CONFIRM: {
    code: 'confirmation_missing',
    fix: 'Amend with `confirmation.method`: how it was confirmed that the person consented.',
  },
  FINFO: {
    code: 'foreign_information_missing',
    fix: 'Amend with `foreign_information`: that the information of A28(2) was given to the person.',
  },
  DATE_OUT: { code: 'date_missing', fix: 'Amend with `occurred_on`.' },
  DATE_IN: { code: 'date_missing', fix: 'Amend with `occurred_on`.' },
  PERIOD: { code: 'period_missing', fix: 'Amend with `period.first_day` of the batch.' },
  TP_NAME: {
    code: 'third_party_name_missing',
    fix: 'Register the third party (PUT /v1/third-parties/{code}) and accept its proposals, or amend `third_party.name`.',
  },
  TP_ADDR: {
    code: 'third_party_address_missing',
    fix: 'Register the address (PUT /v1/third-parties/{code}) and accept its proposals, or amend `third_party.address`.',
  },
  TP_REP: {
    code: 'third_party_representative_missing',
    fix: 'Register the representative, or `representative: null` when the body has none, and accept the proposals.',
  },
  TP_UNSPEC: { code: 'third_party_missing', fix: 'Amend `third_party`.' },
  ACQ: {
    code: 'acquisition_missing',
    fix: 'Amend with `acquisition`: how the provider came to have the data.',
  },
  PERSON: {
    code: 'data_subject_missing',
    fix: 'Amend with `add_lines`: a name, a reading or an identifier of each data subject.',
  },
  ITEMS: { code: 'items_missing', fix: 'Amend with `items`: which items of data were provided.' },
  PPC_PUB: {
    code: 'ppc_publication_missing',
    fix: 'Amend with `ppc_publication` once the filing of the provider is seen on the list of the PPC.',
  },
}

export const CONFLICT_CODES = [
  'foreign_consent_needed',
  'opt_out_method',
  'opt_out_sensitive_item',
  'exemption_missing',
  'recipient_only_exemption',
] as const
/** What looks unlawful or contradictory; settled with the right basis or as a breach with its measures. */
export type ConflictCode = (typeof CONFLICT_CODES)[number]

/**
 * False where stating the item cures nothing: a consent to something else is not that of A28(1) before the conflict
 * is settled, and one that was noted as lacking (a breach) does not come to be afterwards.
 */
export function isFillable(
  item: ItemCode,
  record: { conflicts: readonly ConflictCode[]; settled: readonly ConflictCode[] },
): boolean {
  const codes = [...record.conflicts, ...record.settled]
  return item !== 'CONSENT' || !codes.includes('foreign_consent_needed')
}

const CONFLICTS: Record<ConflictCode, { statute: string; fix: string }> = {
  foreign_consent_needed: {
    statute: '法28条1項',
    fix: 'The third party is abroad: settle with basis `foreign_consent` when that consent exists, register the `equivalence` of the recipient, or settle as a breach with its measures.',
  },
  opt_out_method: {
    statute: '規則19条2項ただし書',
    fix: 'Opt-out is recorded each time: post one `each` event per provision, then void this one, or settle it.',
  },
  opt_out_sensitive_item: {
    statute: '法27条2項ただし書',
    fix: 'Sensitive items may not be provided by opt-out: settle with the right basis, or as a breach with its measures.',
  },
  exemption_missing: {
    statute: '確認・記録義務編2-2',
    fix: 'Amend with `exemption` (`code` and `reason`), or settle with the right basis.',
  },
  recipient_only_exemption: {
    statute: '確認・記録義務編2-2-1-2',
    fix: 'This exemption frees the recipient only: settle with the basis of the provision, e.g. `consent`.',
  },
}

export function missingItemCode(item: ItemCode): string {
  return MISSING[item].code
}

/** The stored gaps of a record in words: what is missing under its rule, and its open conflicts. */
export function describeGaps(
  rule: RecordRule,
  open: { missing: readonly ItemCode[]; conflicts: readonly ConflictCode[] },
): Gap[] {
  const missing = open.missing.map(item => ({
    kind: 'missing_item' as const,
    code: MISSING[item].code,
    item,
    statute: rule.items.find(required => required.item === item)?.statute,
    fix: MISSING[item].fix,
  }))
  const conflicts = open.conflicts.map(code => ({
    kind: 'conflict' as const,
    code,
    ...CONFLICTS[code],
  }))
  return [...missing, ...conflicts]
}
