// What the papers for a person are drawn from: kinds, letterhead, values and lists, as plain data.

/**
 * Words to print: either the text itself, or the name of a phrase of the templates with the values
 * it takes, so that no sentence stands in code. A value is text and is never expanded again.
 * Days stand as ISO (`YYYY-MM-DD`) in values called `date`, `from`, `to`, `old` or `…On`, countries as
 * ISO codes in values called `country`; each edition prints them its own way.
 */
export type Phrase = string | { words: string; values?: Record<string, Phrase> }

/** Answers to a request for disclosure, drawn from an `ExtractDocument` (documents.md 2.1–2.4). */
export const RESULT_KINDS = [
  'disclosed_full',
  'disclosed_partial',
  'not_disclosed',
  'not_exist',
] as const

/** Letters on the way (documents.md 2.5, 3, 6.4–6.7). */
export const PROCEDURE_KINDS = [
  'acknowledgement',
  'completion_request',
  'new_reply_date',
  'not_accepted',
  'method_consultation',
  'method_change',
  'other_desks',
  'withdrawal',
  'cover_letter',
  'password_notice',
  'cessation_result',
] as const

/** Papers that nobody is addressed by: to fill in, or to put up (documents.md 6.1–6.3). */
export const FORM_KINDS = ['request_form', 'power_of_attorney', 'procedure_notice'] as const

export type ResultKind = (typeof RESULT_KINDS)[number]
export type ProcedureKind = (typeof PROCEDURE_KINDS)[number]
export type FormKind = (typeof FORM_KINDS)[number]
export type LetterKind = ResultKind | ProcedureKind | FormKind

export const LETTER_KINDS: readonly LetterKind[] = [
  ...RESULT_KINDS,
  ...PROCEDURE_KINDS,
  ...FORM_KINDS,
]

/** The language of a paper: the Japanese original, or the translation beside it. */
export const EDITIONS = ['ja', 'en'] as const
export type Edition = (typeof EDITIONS)[number]

export interface LetterOperator {
  name: string
  address?: string
  /** Role and name, as they are to be printed: 「代表取締役 架空 誠」. */
  representatives?: string[]
  office?: {
    name: string
    address?: string
    email?: string
    phone?: string
    hours?: string
    complaint_desk?: string
  }
  accredited_body?: { name: string; contact: string }
  /** A sentence of the operator's own before the opening, and one after the standing explanation. */
  greeting?: string
  standing_note?: string
}

/** What all letters to a person share (documents.md 1.1, 1.2). */
export interface LetterBase {
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
}

/** Values by the names that `LETTER_VOCABULARY` (pdf/letter-vocabulary.ts) gives the kind. */
interface LetterContent {
  values: Record<string, Phrase | undefined>
  lists: Record<string, Record<string, Phrase | undefined>[]>
}

export interface LetterDocument extends LetterBase, LetterContent {
  kind: ProcedureKind
}

export interface FormDocument extends LetterContent {
  kind: FormKind
  operator: LetterOperator
}
