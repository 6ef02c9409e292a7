// What one document offers to the placeholders, conditions and lists of its template, in printable words.

import type { ExtractDocument, Refusal } from '../usecases/extract-document.ts'
import type {
  FormDocument,
  LetterBase,
  LetterDocument,
  LetterOperator,
  Phrase,
} from '../usecases/letter-document.ts'
import { allLegends } from './annex-table.ts'
import { reasonsNumber } from './letter-text.ts'
import { phraseText, valueText, type Words, wordsOf } from './phrases.ts'
import { printable } from './printable-text.ts'
import type { LetterTemplates } from './template-schema.ts'
import { fill } from './vocabulary.ts'

export type Entry = Readonly<Record<string, string | undefined>>

export interface LetterValues {
  values: Readonly<Record<string, string | undefined>>
  lists: Readonly<Record<string, readonly Entry[]>>
}

/** Of a letter of the procedure, or of a form. */
export function contentValues(document: LetterDocument | FormDocument, words: Words): LetterValues {
  const base = 'docNo' in document ? baseValues(document, words) : { values: {}, lists: {} }
  const entries = Object.entries(document.lists).map(
    ([name, list]) => [name, list.map(entry => printed(entry, words))] as const,
  )
  return {
    values: {
      ...printed(operatorValues(document.operator), words),
      ...base.values,
      ...printed(document.values, words),
    },
    lists: { ...base.lists, ...Object.fromEntries(entries) },
  }
}

/** The values of a result letter, and the words for its annex: both know the number of the reasons. */
export function resultValues(
  document: ExtractDocument,
  templates: LetterTemplates,
): { values: LetterValues; words: Words } {
  const letter = templates.letters[document.kind]
  const legends = letter.annex ? allLegends(document, templates.annex) : []
  const plain = wordsOf(templates, letter)
  const number = reasonsNumber(letter, valuesWith(document, plain, legends))
  // Legends and notes point to the reasons: without any, they would point nowhere.
  if (number === undefined && legends.includes(templates.annex.states.withheld.legend)) {
    throw new Error(`A letter of the kind ${document.kind} cannot say why something is refused.`)
  }
  const given = number === undefined ? {} : { reasonsNumber: number }
  const words = { ...plain, given }
  return {
    values: valuesWith(
      document,
      words,
      legends.map(legend => fill(legend, given)),
    ),
    words,
  }
}

function valuesWith(
  document: ExtractDocument,
  words: Words,
  legends: readonly string[],
): LetterValues {
  const base = baseValues(document, words)
  const { scopeWords, methodWords, methodSentence, volume } = document
  const refusals = refusalEntries(document.refusals ?? [], words)
  // A ground is named once, whatever is refused on it.
  const grounds = [...new Set(refusals.map(({ ground = '' }) => ground))]
  const counts = {
    providedCount: (volume?.providedRows ?? document.provided.length).toLocaleString('ja-JP'),
    receivedCount: (volume?.receivedRows ?? document.received.length).toLocaleString('ja-JP'),
    volumeCount: volume && String(volume.count),
    severalGrounds: grounds.length > 1 ? String(grounds.length) : undefined,
  }
  const items = (list: readonly Phrase[] = []) => list.map(item => printed({ item }, words))
  return {
    values: {
      ...printed(operatorValues(document.operator), words),
      ...base.values,
      ...printed({ scopeWords, methodWords, methodSentence, ...counts }, words),
    },
    lists: {
      ...base.lists,
      feeLines: items(document.fee.lines),
      alsoRequested: items(document.alsoRequested),
      checkedBy: document.checkedBy.map(({ label, value }) =>
        printed({ label, item: value }, words),
      ),
      refusals,
      grounds: grounds.map(item => ({ item })),
      legends: items(legends),
    },
  }
}

function baseValues(document: LetterBase, words: Words): LetterValues {
  const { docNo, requestNo, issuedOn, arrivedOn, addressee, dataSubjectName } = document
  const byAgent = addressee.onBehalfOf !== undefined
  return {
    values: printed(
      {
        docNo,
        requestNo,
        issuedOn,
        arrivedOn,
        dataSubjectName,
        addresseeName: addressee.name,
        agentName: byAgent ? addressee.name : undefined,
        relation: byAgent ? addressee.relation : undefined,
      },
      words,
    ),
    lists: { postalAddress: (addressee.postalAddress ?? []).map(item => printed({ item }, words)) },
  }
}

function operatorValues(operator: LetterOperator): Record<string, string | undefined> {
  const { name, office, address, accredited_body: body } = operator
  return {
    operatorName: name,
    officeName: office?.name ?? name,
    operatorAddress: address,
    representatives: operator.representatives?.join('・'),
    officeAddress: office?.address ?? address,
    officePhone: office?.phone,
    officeHours: office?.hours,
    officeEmail: office?.email,
    complaintDesk: office?.complaint_desk,
    accreditedBodyName: body?.name,
    accreditedBodyContact: body?.contact,
    greeting: operator.greeting,
    standingNote: operator.standing_note,
  }
}

/** Refusals with the same matters, ground and reason share a row (documents.md 2.2). */
function refusalEntries(refusals: readonly Refusal[], words: Words): Entry[] {
  const join = (phrases: readonly Phrase[]) =>
    phrases.map(one => phraseText(one, words)).join(words.join)
  const alike = Map.groupBy(refusals, ({ rows, matters, ground, reason }) =>
    JSON.stringify([rows.length === 0, matters, ground, reason]),
  )
  return [...alike.values()].map(group => {
    const { matters, article, ground, reason } = group[0] as Refusal
    const rows = group.flatMap(one => one.rows)
    const counts = group.flatMap(({ count }) => (count === undefined ? [] : [count]))
    return printed(
      {
        rowNos: rows.length > 0 ? join(rows) : { words: 'rows_not_in_annex' },
        matters: join(matters),
        article,
        ground,
        reason,
        count: counts.length > 0 ? String(counts.reduce((sum, one) => sum + one)) : undefined,
      },
      words,
    )
  })
}

/** Empty words are as good as none: a condition on them must not hold. */
function printed(values: Readonly<Record<string, Phrase | undefined>>, words: Words): Entry {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const text = value === undefined ? '' : printable(valueText(name, value, words))
      return [name, text === '' ? undefined : text]
    }),
  )
}
