// The document model of a disclosure letter and its annex: plain data, safe to post to another thread.

/**
 * Words to print: either the text itself, or the name of a phrase of `templates/common.json` with
 * the values it takes, so that no sentence stands in code. Dates in values are ISO (`YYYY-MM-DD`).
 */
export type Phrase = string | { words: string; values?: Record<string, Phrase> }

/** One of the four states of documents.md 4.3; they are never mixed up and never filled in. */
export type Cell =
  | { value: Phrase | Phrase[] }
  | { state: 'not_required' }
  | { state: 'not_recorded' }
  | { state: 'withheld'; ground: string }

/** One record × this person; it carries no record number, event id, purpose, means or evidence. */
export interface AnnexRow {
  /** `29-1` in table 1, `30-1` in table 2; consecutive in this document. */
  no: string
  thirdParty: { name: Cell; address: Cell; representative: Cell; nameLabel?: string }
  /** 取得の経緯, received rows only; absent means not an item of the basis. */
  acquisition?: Cell
  /** Only this person's line, one string per matter (氏名 …, 会員番号 …). */
  person: Cell
  items: Cell
  consent: Cell
  /** The calendar date stands as ISO inside `value`. */
  date: Cell
  /** 公表, received rows only; absent means not an item of the basis. */
  ppcPublication?: Cell
  notes: Phrase[]
}

interface OperatorOffice {
  name: string
  address?: string
  email?: string
  phone?: string
  hours?: string
  complaint_desk?: string
}

interface LetterOperator {
  name: string
  address?: string
  /** Role and name, as they are to be printed: 「代表取締役 架空 誠」. */
  representatives?: string[]
  office?: OperatorOffice
  accredited_body?: { name: string; contact: string }
}

export interface ExtractDocument {
  kind: 'disclosed_full' | 'not_exist'
  docNo: string
  requestNo: string
  /** `YYYY-MM-DD`, the day in Asia/Tokyo. */
  issuedOn: string
  arrivedOn: string
  addressee: {
    name: string
    /** One string per line, the postal code first. */
    postalAddress?: string[]
    /** The data subject's name when an agent asks; then `relation` says which kind of agent. */
    onBehalfOf?: string
    relation?: Phrase
  }
  dataSubjectName: string
  operator: LetterOperator
  scopeWords: Phrase
  methodWords: Phrase
  methodSentence: Phrase
  fee: { lines: Phrase[] }
  /** 2.4 heading 3: kinds and values the person gave, nothing from records. */
  checkedBy: { label: Phrase; value: string }[]
  alsoRequested?: Phrase[]
  /** True when dates of rows that need none are printed all the same (`optional_items: date`). */
  datesForReference?: { provided?: boolean; received?: boolean }
  provided: AnnexRow[]
  received: AnnexRow[]
}
