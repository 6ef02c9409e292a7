// The letter around the annex (documents.md 2.1–2.4): what was asked, how it is answered, the fee.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { type DisclosureRequest, deliveryOf } from '../domain/disclosure-request.ts'
import type { Decision } from '../domain/disclosure-steps.ts'
import type { Operator } from '../domain/operator.ts'
import { mattersOf } from '../domain/person-matters.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import type { ExtractDocument } from './extract-document.ts'
import { refusalsOfLetter } from './extract-refusals.ts'
import type { AnnexRows } from './extract-rows.ts'
import { disclosedFee, refusedFee } from './fee-words.ts'
import { letterBase, matterWords, scopeWords } from './letter-base.ts'
import type { ResultKind } from './letter-document.ts'

/** The document of a decided request. Throws letterhead_missing. */
export function composeExtract(
  operator: Operator,
  file: DisclosureFile,
  printed: { docNo: string; issuedOn: CalendarDate; rows: AnnexRows },
): ExtractDocument {
  const { request } = file
  const { docNo, issuedOn, rows } = printed
  const kind = resultOf(file)
  const tellsNothing = kind === 'not_exist' || kind === 'not_disclosed'
  const refuses = kind === 'disclosed_partial' || kind === 'not_disclosed'
  return {
    kind,
    ...letterBase(operator, file, { docNo, issuedOn }),
    scopeWords: scopeWords(request.scope),
    methodWords: { words: `method_${request.delivery}` },
    // How it is handed over is known only at delivery, after the letter is printed.
    methodSentence: { words: `deliver_${deliveryOf(request, file.state)}_plain` },
    fee: { lines: (tellsNothing ? refusedFee : disclosedFee)(operator, file) },
    checkedBy: kind === 'not_exist' ? checkedBy(operator, request) : [],
    ...(refuses
      ? { refusals: refusalsOfLetter(file.state.decision as Decision, rows.manifest) }
      : {}),
    alsoRequested: request.also_requested?.map(matterWords),
    datesForReference: datesForReference(operator),
    provided: rows.provided,
    received: rows.received,
  }
}

function resultOf({ requestNo, state: { decision } }: DisclosureFile): ResultKind {
  const outcome = decision?.outcome
  if (outcome === undefined || outcome === 'not_accepted' || outcome === 'withdrawn') {
    throw new Error(`Request ${requestNo} has no outcome that an extract tells.`)
  }
  return outcome
}

/** Kinds and values that the person gave, and nothing from records (documents.md 2.4). */
function checkedBy(
  operator: Operator,
  { data_subject: person }: DisclosureRequest,
): ExtractDocument['checkedBy'] {
  const { name, name_kana, birth_date, other_names = [], identifiers = {} } = person
  const given = Object.entries(identifiers).flatMap(([scheme, values]) =>
    [values].flat().flatMap(value => {
      const line = { identifiers: { [scheme]: value } }
      return mattersOf(line, operator.identifier_schemes)
    }),
  )
  return [
    { label: { words: 'label_name' }, value: name },
    ...(name_kana ? [{ label: { words: 'label_kana' }, value: name_kana }] : []),
    ...other_names.map(value => ({ label: { words: 'label_other_name' }, value })),
    ...(birth_date
      ? [
          {
            label: { words: 'label_birth_date' },
            value: { words: 'day', values: { date: birth_date } },
          },
        ]
      : []),
    ...given.map(({ kind, value }) => ({ label: { words: `label_${kind}` }, value })),
  ]
}

function datesForReference({ optional_items }: Operator) {
  const shown = optional_items.includes('date')
  return shown ? { provided: true, received: true } : undefined
}
