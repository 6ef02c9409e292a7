// What the two registers are drawn from (documents.md 5): values and tables by name, as plain data.

import type { Phrase } from './letter-document.ts'

/** A cell's words, one line each; an absent one leaves its line out. Days and instants stand as ISO. */
export type RegisterCell = Phrase | readonly Phrase[] | undefined

const RECORD_FIELDS = [
  'recordNo',
  'direction',
  'occurredOn',
  'period',
  'thirdParty',
  'thirdPartyAddress',
  'representative',
  'corporateNumber',
  'thirdPartyCode',
  'persons',
  'items',
  'basis',
  'article',
  'statedBasis',
  'exemption',
  'exemptionReason',
  'approvedBy',
  'consent',
  'consentOn',
  'consentEvidence',
  'acquisition',
  'confirmation',
  'confirmationMethod',
  'confirmedOn',
  'ppcPublication',
  'filingNumber',
  'foreignInformation',
  'method',
  'means',
  'purpose',
  'madeOn',
  'filledOn',
  'source',
  'retentionClass',
  'keepThrough',
  'states',
] as const

/** What each register may name: the rows of its templates are checked against it. */
export const REGISTERS = {
  provision_register: {
    values: [
      'operatorName',
      'period',
      'thirdParty',
      'madeAt',
      'madeBy',
      'edition',
      'withoutPersons',
      'withoutRepresentatives',
      'withHidden',
      'recordCount',
      'lineCount',
      'actOn',
      'orderOn',
      'rulesOn',
      'verifiedAt',
      'verifiedFaults',
      'substituted',
    ],
    tables: {
      laws: ['basis', 'article', 'validFrom', 'validTo', 'records'],
      summary: ['direction', 'basis', 'method', 'records', 'lines', 'withGaps', 'void'],
      provided: RECORD_FIELDS,
      received: RECORD_FIELDS,
      related: RECORD_FIELDS,
      exempt: RECORD_FIELDS,
      gaps: [
        'recordNo',
        'kind',
        'matter',
        'statute',
        'foundOn',
        'days',
        'filledOn',
        'evidence',
        'by',
        'openFor',
      ],
      amendments: ['recordNo', 'amendedOn', 'kind', 'matter', 'before', 'after', 'reason', 'by'],
      erasures: ['runNo', 'erasedOn', 'records'],
      requests: ['requestNo', 'receivedOn', 'repliedOn', 'outcome', 'recordNos'],
      holds: ['code', 'placedOn', 'releasedOn', 'records'],
    },
  },
  erasure_record: {
    values: [
      'runNo',
      'operatorName',
      'madeAt',
      'startedAt',
      'finishedAt',
      'startedBy',
      'approvers',
      'asOfOn',
      'graceDays',
      'voluntaryYears',
      'state',
      'vacuum',
      'checkpoint',
      'traces',
      'recordsBefore',
      'recordsAfter',
      'verifiedAt',
      'verifiedFaults',
      'historyAuditEvents',
      'historyErasures',
      'backups',
      'extracts',
      'registerYears',
      'exportedAt',
      'failed',
      'error',
      'nextRunAt',
      'volume',
      'volumes',
      'detailsGone',
      'substituted',
    ],
    tables: {
      results: ['class', 'direction', 'due', 'erased', 'held', 'failed'],
      reasons: ['reason', 'codes', 'records'],
      incomplete: ['recordNo', 'missing', 'approvedBy', 'reason'],
      erased: [
        'recordNo',
        'class',
        'direction',
        'basis',
        'madeOn',
        'filledOn',
        'lastOn',
        'keepThrough',
        'deletableFrom',
      ],
    },
  },
} as const satisfies Record<string, RegisterVocabulary>

interface RegisterVocabulary {
  values: readonly string[]
  tables: Record<string, readonly string[]>
}

export type RegisterKind = keyof typeof REGISTERS
export const REGISTER_KINDS = Object.keys(REGISTERS) as RegisterKind[]
type Values<Kind extends RegisterKind> = (typeof REGISTERS)[Kind]['values'][number]
type Tables<Kind extends RegisterKind> = (typeof REGISTERS)[Kind]['tables']

/** One row of a table, by the fields its vocabulary names. */
export type RegisterRow<
  Kind extends RegisterKind,
  Name extends keyof Tables<Kind>,
> = Tables<Kind>[Name] extends readonly (infer Field extends string)[]
  ? Partial<Record<Field, RegisterCell>>
  : never

export interface RegisterOf<Kind extends RegisterKind> {
  kind: Kind
  values: Partial<Record<Values<Kind>, Phrase>>
  tables: { [Name in keyof Tables<Kind>]: RegisterRow<Kind, Name>[] }
}

export type RegisterDocument = { [Kind in RegisterKind]: RegisterOf<Kind> }[RegisterKind]

export type RecordRow = RegisterRow<'provision_register', 'provided'>
export type RecordTable = 'provided' | 'received' | 'related' | 'exempt'

/** A number as it is printed: 12,345. */
export function count(value: number): string {
  return value.toLocaleString('en-US')
}

/** An instant as the template takes it apart: the day and the time in Tokyo. */
export function instant(iso: string): Phrase {
  return { words: 'instant', values: { date: iso.slice(0, 10), time: iso.slice(11, 19) } }
}
