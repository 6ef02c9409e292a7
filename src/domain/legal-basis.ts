// Legal bases (contract 3) and the exemptions by interpretation (law.md 4.1).

export const DIRECTIONS = ['provided', 'received'] as const
/** provided: A29 (we give) · received: A30 (we get). */
export type Direction = (typeof DIRECTIONS)[number]

const BOTH: readonly Direction[] = DIRECTIONS

/** Every basis code with the directions it may stand in and the provision of the Act behind it. */
export const LEGAL_BASES = {
  consent: { directions: BOTH, article: '法27条1項' },
  foreign_consent: { directions: ['provided'], article: '法28条1項' },
  opt_out: { directions: BOTH, article: '法27条2項' },
  related_information: { directions: BOTH, article: '法31条1項' },
  private_person: { directions: ['received'], article: '規則24条1項4号' },
  based_on_law: { directions: BOTH, article: '法27条1項1号' },
  protection_of_life: { directions: BOTH, article: '法27条1項2号' },
  public_health: { directions: BOTH, article: '法27条1項3号' },
  public_duty: { directions: BOTH, article: '法27条1項4号' },
  academic_publication: { directions: BOTH, article: '法27条1項5号' },
  academic_joint_research: { directions: BOTH, article: '法27条1項6号' },
  academic_recipient: { directions: BOTH, article: '法27条1項7号' },
  entrustment: { directions: BOTH, article: '法27条5項1号' },
  succession: { directions: BOTH, article: '法27条5項2号' },
  joint_use: { directions: BOTH, article: '法27条5項3号' },
  interpretation: { directions: BOTH, article: '確認・記録義務編2-2' },
} as const satisfies Record<string, { directions: readonly Direction[]; article: string }>

export type BasisCode = keyof typeof LEGAL_BASES
export const BASIS_CODES = Object.keys(LEGAL_BASES) as [BasisCode, ...BasisCode[]]

export function basisAllows(basis: BasisCode, direction: Direction): boolean {
  return (LEGAL_BASES[basis].directions as readonly Direction[]).includes(direction)
}

/** Whom an interpretation exempts: both sides, or the recipient only (then the provider's duty stays). */
export const EXEMPTIONS = {
  INTERP_BY_PERSON: 'both',
  INTERP_ON_BEHALF: 'both',
  INTERP_ONE_WITH_PERSON: 'both',
  INTERP_TO_PERSON_VIA: 'both',
  INTERP_PUBLIC_INFO: 'both',
  INTERP_NOT_DATA_FOR_RECIPIENT: 'recipient',
  INTERP_NOT_PI_FOR_RECIPIENT: 'recipient',
  INTERP_VIEW_ONLY: 'recipient',
  INTERP_UNSOLICITED: 'recipient',
} as const satisfies Record<string, 'both' | 'recipient'>

export type ExemptionCode = keyof typeof EXEMPTIONS
export const EXEMPTION_CODES = Object.keys(EXEMPTIONS) as [ExemptionCode, ...ExemptionCode[]]
