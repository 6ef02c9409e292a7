// The document model of a disclosure letter and its annex: plain data, safe to post to another thread.

import type { LetterBase, Phrase, ResultKind } from './letter-document.ts'

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

/** What stands beside the rows that are refused (documents.md 2.2, heading 3; 2.3, headings 3 and 4). */
export interface Refusal {
  /** Numbers of rows in the annex, `29-3`; empty for records that the annex leaves out. */
  rows: string[]
  /** What is not disclosed of them: headings of columns, or 記録の全部. */
  matters: Phrase[]
  /** The provision alone, for the table of 2.2: `article_33_2_1` …; `article_33_2_3` with `lawName`. */
  article: Phrase
  /** The whole phrase of 2.3: `ground_33_2_1` …; `ground_33_2_3` with `lawName`. */
  ground: Phrase
  /** `letter_reason`, as the officer wrote it. */
  reason: string
  /** How many records the annex leaves out; only where the operator shows it. */
  count?: number
}

/** 分冊, with the rows of all of them together. */
export interface Volume {
  /** From 1. */
  number: number
  count: number
  providedRows: number
  receivedRows: number
  /** One row of each combination of states in the whole annex: the letter explains every volume's signs. */
  samples: Record<'provided' | 'received', AnnexRow[]>
}

export interface ExtractDocument extends LetterBase {
  kind: ResultKind
  scopeWords: Phrase
  methodWords: Phrase
  methodSentence: Phrase
  fee: { lines: Phrase[] }
  /** 2.4 heading 3: kinds and values the person gave, nothing from records. */
  checkedBy: { label: Phrase; value: Phrase }[]
  /** Of `disclosed_partial` and `not_disclosed`; rows with the same ground, reason and matters are put together. */
  refusals?: Refusal[]
  alsoRequested?: Phrase[]
  /** True when dates of rows that need none are printed all the same (`optional_items: date`). */
  datesForReference?: { provided?: boolean; received?: boolean }
  provided: AnnexRow[]
  received: AnnexRow[]
  /** Only where the extract comes in several: the first holds the letter, each its part of the rows. */
  volume?: Volume
  /** Characters printed as their code points in brackets, as the officer accepted: `U+8FBB U+E0100`. */
  substitutes?: string[]
}
