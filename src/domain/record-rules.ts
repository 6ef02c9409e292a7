// Table A of the law as data: which statutory items each rule demands, its articles, whether the record
// is disclosable under A33(5), and the retention class of each method of making the record.

import type { CalendarDate } from './calendar-date.ts'
import type { BasisCode, Direction } from './legal-basis.ts'
import type { RecordMethod } from './provision-event.ts'
import type { RetentionClass } from './retention-period.ts'

export const ITEM_CODES = [
  'CONSENT',
  'CONFIRM',
  'FINFO',
  'DATE_OUT',
  'DATE_IN',
  'PERIOD',
  'TP_NAME',
  'TP_ADDR',
  'TP_REP',
  'TP_UNSPEC',
  'ACQ',
  'PERSON',
  'ITEMS',
  'PPC_PUB',
] as const
/** Statutory items, named as in law.md section 2. */
export type ItemCode = (typeof ITEM_CODES)[number]

export type RuleCode = `${Direction}/${BasisCode | 'article_16_2_body'}`

export interface RequiredItem {
  item: ItemCode
  /** Where the item is demanded, e.g. 規則20条1項2号ロ. */
  statute: string
  when?: 'abroad' | 'batch' | 'not_batch'
}

/** One row of Table A, in force for provisions from `validFrom` through `validTo` (null = open). */
export interface RecordRule {
  rule: RuleCode
  validFrom: CalendarDate | null
  validTo: CalendarDate | null
  duty: boolean
  /** A33(5): only the records of A29(1) and A30(3). */
  disclosable: boolean
  articles: readonly string[]
  items: readonly RequiredItem[]
  /** TP_UNSPEC may stand in place of name, address and representative (規則20条1項1号ロ). */
  unspecifiedManyAllowed: boolean
  /** A method that is absent is not allowed for this rule. */
  methods: Readonly<Partial<Record<RecordMethod, RetentionClass>>>
}

const EVERY_METHOD = { each: 'R3', batch: 'R2', contract: 'R1' } as const
/** 規則19条2項・23条2項: an opt-out record is made each time, never in one batch or by a contract. */
const EACH_ONLY = { each: 'R3' } as const

/** Address and representative became items of the provider's record with the 2020 amendment. */
const PROVIDER_ADDRESS_FROM = '2022-04-01'
const BEFORE_PROVIDER_ADDRESS = '2022-03-31'

const item = (code: ItemCode, statute: string, when?: RequiredItem['when']): RequiredItem =>
  when ? { item: code, statute, when } : { item: code, statute }

const thirdParty = (statute: string): RequiredItem[] => [
  item('TP_NAME', statute),
  item('TP_ADDR', statute),
  item('TP_REP', statute),
]

function providedRule(
  rule: RuleCode,
  articles: readonly string[],
  lead: RequiredItem,
  methods: RecordRule['methods'],
): RecordRule[] {
  // 2号ロ takes ロ to ニ of 1号 over: third party, person, items.
  const shared = (letter: string) =>
    rule === 'provided/opt_out' ? `規則20条1項1号${letter}` : '規則20条1項2号ロ'
  const rest = [item('PERSON', shared('ハ')), item('ITEMS', shared('ニ'))]
  const base = { rule, duty: true, disclosable: true, methods, unspecifiedManyAllowed: true }
  const formerClause = rule === 'provided/opt_out' ? '旧規則13条1項1号' : '旧規則13条1項2号'
  return [
    {
      ...base,
      validFrom: null,
      validTo: BEFORE_PROVIDER_ADDRESS,
      articles,
      items: [lead, item('TP_NAME', formerClause), ...rest],
    },
    {
      ...base,
      validFrom: PROVIDER_ADDRESS_FROM,
      validTo: null,
      articles,
      items: [lead, ...thirdParty(shared('ロ')), ...rest],
    },
  ]
}

const always = { validFrom: null, validTo: null, unspecifiedManyAllowed: false } as const

const dutyRules: RecordRule[] = [
  ...providedRule(
    'provided/consent',
    ['29-1', '規則20-1-2'],
    item('CONSENT', '規則20条1項2号イ'),
    EVERY_METHOD,
  ),
  ...providedRule(
    'provided/foreign_consent',
    ['28-1', '29-1', '規則20-1-2'],
    item('CONSENT', '規則20条1項2号イ'),
    EVERY_METHOD,
  ),
  ...providedRule(
    'provided/opt_out',
    ['27-2', '29-1', '規則20-1-1'],
    item('DATE_OUT', '規則20条1項1号イ'),
    EACH_ONLY,
  ),
  {
    ...always,
    rule: 'provided/related_information',
    duty: true,
    // A33(5) names the records of 29(1) and 30(3) only; this one is made under 31(3) (law.md 2.1, note).
    disclosable: false,
    articles: ['31-3', '規則28-1'],
    methods: EVERY_METHOD,
    items: [
      item('CONFIRM', '規則28条1項1号'),
      item('FINFO', '規則28条1項1号', 'abroad'),
      item('DATE_OUT', '規則28条1項2号', 'not_batch'),
      item('PERIOD', '規則28条1項2号', 'batch'),
      ...thirdParty('規則28条1項3号'),
      item('ITEMS', '規則28条1項4号'),
    ],
  },
  {
    ...always,
    rule: 'received/consent',
    duty: true,
    disclosable: true,
    articles: ['30-3', '規則24-1-2'],
    methods: EVERY_METHOD,
    items: [
      item('CONSENT', '規則24条1項2号イ'),
      ...thirdParty('規則24条1項2号ロ'),
      item('ACQ', '規則24条1項2号ロ'),
      item('PERSON', '規則24条1項2号ロ'),
      item('ITEMS', '規則24条1項2号ロ'),
    ],
  },
  {
    ...always,
    rule: 'received/opt_out',
    duty: true,
    disclosable: true,
    articles: ['30-3', '規則24-1-1'],
    methods: EACH_ONLY,
    items: [
      item('DATE_IN', '規則24条1項1号イ'),
      ...thirdParty('規則24条1項1号ロ'),
      item('ACQ', '規則24条1項1号ロ'),
      item('PERSON', '規則24条1項1号ハ'),
      item('ITEMS', '規則24条1項1号ニ'),
      item('PPC_PUB', '規則24条1項1号ホ'),
    ],
  },
  {
    ...always,
    rule: 'received/related_information',
    duty: true,
    disclosable: true,
    articles: ['30-3', '31-1', '規則24-1-3'],
    methods: EVERY_METHOD,
    items: [
      item('CONSENT', '規則24条1項3号イ'),
      ...thirdParty('規則24条1項3号'),
      item('PERSON', '規則24条1項3号'),
      item('ITEMS', '規則24条1項3号'),
    ],
  },
  {
    ...always,
    rule: 'received/private_person',
    duty: true,
    disclosable: true,
    articles: ['30-3', '規則24-1-4'],
    methods: EVERY_METHOD,
    items: [
      ...thirdParty('規則24条1項4号'),
      item('ACQ', '規則24条1項4号'),
      item('PERSON', '規則24条1項4号'),
      item('ITEMS', '規則24条1項4号'),
    ],
  },
]

const EXEMPT: Readonly<Record<string, string>> = {
  based_on_law: '27-1-1',
  protection_of_life: '27-1-2',
  public_health: '27-1-3',
  public_duty: '27-1-4',
  academic_publication: '27-1-5',
  academic_joint_research: '27-1-6',
  academic_recipient: '27-1-7',
  entrustment: '27-5-1',
  succession: '27-5-2',
  joint_use: '27-5-3',
  interpretation: '確認・記録義務編2-2',
  article_16_2_body: '16-2',
}

const exemptRules: RecordRule[] = (['provided', 'received'] as const).flatMap(direction =>
  Object.entries(EXEMPT).map(([basis, article]) => ({
    ...always,
    rule: `${direction}/${basis}` as RuleCode,
    duty: false,
    disclosable: false,
    articles: [direction === 'provided' ? '29-1' : '30-1', article],
    items: [],
    methods: { each: 'V', batch: 'V', contract: 'V' } as const,
  })),
)

/** The texts that Table A was checked against, by the day since which each is in force (law.md, S1–S3). */
export const LAW_TEXTS = { act: '2026-07-17', order: '2026-05-21', rules: '2026-06-14' } as const

/** Every row of Table A. */
export const RECORD_RULES: readonly RecordRule[] = [...dutyRules, ...exemptRules]

const rowsByRule = Map.groupBy(RECORD_RULES, row => row.rule)

export const RULE_CODES: readonly RuleCode[] = [...rowsByRule.keys()]

/** The row of `rule` in force on `day`, the day of the provision. Throws when the table has a hole. */
export function ruleOn(rule: RuleCode, day: CalendarDate): RecordRule {
  const row = rowsByRule
    .get(rule)
    ?.find(r => (r.validFrom ?? '') <= day && day <= (r.validTo ?? '9999-12-31'))
  if (!row) throw new Error(`Table A has no row for ${rule} on ${day}`)
  return row
}
