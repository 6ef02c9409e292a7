// What each kind of letter offers to its template beside the letterhead: values, lists, own phrases.

import {
  FORM_KINDS,
  type FormKind,
  LETTER_KINDS,
  type LetterKind,
  type ResultKind,
} from '../usecases/letter-document.ts'
import { PROCEDURE_VOCABULARY } from './procedure-vocabulary.ts'
import {
  BASE_LISTS,
  BASE_VALUES,
  type LetterVocabulary,
  OPERATOR_OPTIONAL_VALUES,
  OPERATOR_VALUES,
  OPTIONAL_VALUES,
} from './vocabulary.ts'

const RESULT = {
  always: ['scopeWords', 'methodWords'],
  lists: { feeLines: ['item'], alsoRequested: ['item'] },
}
const DISCLOSED = {
  always: [...RESULT.always, 'methodSentence', 'providedCount', 'receivedCount'],
  optional: ['volumeCount'],
  lists: { ...RESULT.lists, legends: ['item'] },
}

const RESULT_VOCABULARY: Record<ResultKind, LetterVocabulary> = {
  disclosed_full: DISCLOSED,
  disclosed_partial: {
    ...DISCLOSED,
    lists: {
      ...DISCLOSED.lists,
      refusals: ['rowNos', 'matters', 'article', 'ground', 'reason', 'count?'],
    },
  },
  // No count and no third party: the letter must not tell what there is (documents.md 2.3).
  not_disclosed: {
    ...RESULT,
    optional: ['severalGrounds'],
    lists: { ...RESULT.lists, refusals: ['article', 'reason'], grounds: ['item'] },
  },
  not_exist: { ...RESULT, lists: { ...RESULT.lists, checkedBy: ['label', 'item'] } },
}

const FORM_VOCABULARY: Record<FormKind, LetterVocabulary> = {
  request_form: {
    optional: ['feeYen', 'howPaid'],
    lists: { deliveries: ['item'] },
  },
  power_of_attorney: {},
  procedure_notice: {
    always: ['dueDays', 'registerYears'],
    optional: ['feeYen', 'howPaid', 'clockStops', 'feeRefundable', 'feeNotRefundable'],
    lists: { deliveries: ['item'], otherDesks: ['matter', 'name', 'contact'] },
  },
}

export const LETTER_VOCABULARY: Readonly<Record<LetterKind, LetterVocabulary>> = {
  ...RESULT_VOCABULARY,
  ...PROCEDURE_VOCABULARY,
  ...FORM_VOCABULARY,
}

/** All that a template of the kind may name, letterhead included. */
export interface Vocabulary {
  always: readonly string[]
  optional: readonly string[]
  /** Lists with the fields of an entry; `name?` may be absent. */
  lists: Readonly<Record<string, readonly string[]>>
  phrases: Readonly<Record<string, readonly string[]>>
}

export function vocabularyOf(kind: LetterKind): Vocabulary {
  const own = LETTER_VOCABULARY[kind]
  const isForm = (FORM_KINDS as readonly string[]).includes(kind)
  return {
    always: [...OPERATOR_VALUES, ...(isForm ? [] : BASE_VALUES), ...(own.always ?? [])],
    optional: [
      ...OPERATOR_OPTIONAL_VALUES,
      ...(isForm ? [] : OPTIONAL_VALUES),
      ...(own.optional ?? []),
    ],
    lists: { ...(isForm ? {} : BASE_LISTS), ...own.lists },
    phrases: own.phrases ?? {},
  }
}

/** Of all kinds together, for the completion of an editor. */
export function namesOfAllKinds(): { conditions: string[]; lists: string[] } {
  const all = LETTER_KINDS.map(vocabularyOf)
  const lists = [...new Set(all.flatMap(one => Object.keys(one.lists)))]
  const fields = all.flatMap(one => Object.values(one.lists).flat())
  const optional = fields.filter(field => field.endsWith('?')).map(field => field.slice(0, -1))
  const names = [...new Set([...all.flatMap(one => one.optional), ...optional, ...lists])]
  return { conditions: [...names, ...names.map(name => `!${name}`)], lists }
}
