// The provision event: what a backend says happened, in the words of the contract (section 2).
// Field names are those of the public contract, so that one vocabulary runs from request to extract.

import type { CalendarDate } from './calendar-date.ts'
import type { BasisCode, Direction, ExemptionCode } from './legal-basis.ts'

export const RECORD_METHODS = ['each', 'batch', 'contract'] as const
/** 都度 · 一括 · 契約書等による代替 (規則19, 23, 27条). */
export type RecordMethod = (typeof RECORD_METHODS)[number]

/** One line of a record: what is known of one data subject (本人). */
export interface DataSubject {
  name?: string
  name_kana?: string
  birth_date?: CalendarDate
  address?: string
  identifiers?: Record<string, string>
}

export const THIRD_PARTY_KINDS = ['corporation', 'individual', 'unincorporated_body'] as const
export type ThirdPartyKind = (typeof THIRD_PARTY_KINDS)[number]

export const EQUIVALENCES = ['designated_country', 'equivalent_system'] as const

/** What is known of a third party (contract 4). `representative: null` says that the body has none. */
export interface ThirdPartyWording {
  kind?: ThirdPartyKind
  name?: string
  facility?: string
  address?: string
  representative?: string | null
  /** ISO 3166-1 alpha-2; absent means JP. */
  country?: string
  /** A28(1): a designated country, or a recipient with an equivalent system (規則16条). */
  equivalence?: (typeof EQUIVALENCES)[number]
  corporate_number?: string
  /** 国の機関, 地方公共団体 … (A16(2)): set by a human, never inferred from the name. */
  article_16_2_body?: boolean
}

/** The other side of an event as frozen into the record. */
export interface RecordedThirdParty extends ThirdPartyWording {
  code?: string
  /** 不特定かつ多数の者に提供した旨 (規則20条1項1号ロ). */
  unspecified_many?: true
}

export interface ProvisionEvent {
  event_id: string
  direction: Direction
  basis: BasisCode
  method: RecordMethod
  /** The legal day in Asia/Tokyo; for `batch` and `contract` the last one so far. */
  occurred_on: CalendarDate
  period?: { first_day?: CalendarDate; last_day?: CalendarDate }
  contract?: { reference?: string; service_to_person?: boolean }
  third_party: RecordedThirdParty
  data_subjects: DataSubject[]
  items: string[]
  consent?: { obtained_on?: CalendarDate; evidence?: string }
  acquisition?: string
  confirmation?: { method: string; confirmed_on?: CalendarDate }
  ppc_publication?: { filing_number?: string }
  foreign_information?: { given_on?: CalendarDate }
  exemption?: { code: ExemptionCode; reason: string; approved_by?: string }
  record_made_on?: CalendarDate
  means?: string
  purpose?: string
  note?: string
  evidence?: string
}
