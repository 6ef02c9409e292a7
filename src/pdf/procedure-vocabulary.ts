// What the letters of the procedure offer to their templates (documents.md 2.5, 3, 6.4–6.7).

import { NOT_ACCEPTED_FOR } from '../domain/disclosure-steps.ts'
import { POINT_CODES, type PointCode } from '../domain/letter-schema.ts'
import type { ProcedureKind } from '../usecases/letter-document.ts'
import type { LetterVocabulary } from './vocabulary.ts'

const DOCUMENTS = ['kind', 'copies', 'form', 'afterwards']
const DESKS = ['matter', 'name', 'contact']

export const PROCEDURE_VOCABULARY: Record<ProcedureKind, LetterVocabulary> = {
  acknowledgement: {
    always: [
      'scopeWords',
      'methodWords',
      'channelWords',
      'requesterRole',
      'dueOn',
      'registerYears',
    ],
    optional: ['clockStops'],
    lists: {
      alsoRequested: ['item', 'desk'],
      documents: DOCUMENTS,
      points: ['matter', 'situation', 'wanted'],
      feeLines: ['item'],
      desks: DESKS,
    },
    phrases: {
      role_self: [],
      role_statutory_agent: [],
      role_appointed_agent: [],
      channel_web: [],
      channel_email: [],
      channel_phone: [],
      channel_fax: [],
      channel_post: [],
      channel_counter: [],
      channel_other: [],
    },
  },
  completion_request: {
    always: ['how', 'replyByOn', 'replyWords'],
    lists: { points: ['matter', 'situation', 'wanted'] },
    phrases: { reply_unchanged: ['dueOn'], reply_remaining: ['days'], reply_without_delay: [] },
  },
  new_reply_date: { always: ['dueOn', 'newDueOn', 'letterReason'] },
  not_accepted: {
    always: ['scopeWords', 'methodWords', 'reasonWords'],
    lists: { documents: DOCUMENTS },
    phrases: Object.fromEntries(NOT_ACCEPTED_FOR.map(code => [`reason_${code}`, []])),
  },
  method_consultation: {
    always: ['methodWords', 'letterReason', 'replyByOn', 'dueOn'],
    lists: { methods: ['item'] },
  },
  method_change: { always: ['methodWords', 'letterReason', 'postalMeans', 'sentOn'] },
  other_desks: {
    optional: ['forwardedOn', 'consentedOn'],
    lists: { handled: ['item'], desks: DESKS },
  },
  withdrawal: { always: ['withdrawnOn'], lists: { documents: DOCUMENTS } },
  cover_letter: { always: ['extractDocNo'], optional: ['howToOpen', 'validThroughOn'] },
  password_notice: {
    always: ['extractDocNo', 'howToOpen', 'password'],
    optional: ['validThroughOn'],
  },
  cessation_result: {
    always: ['matterWords', 'resultWords'],
    optional: ['range', 'stoppedOn', 'letterReason', 'alternative'],
    phrases: { result_all: ['matter'], result_part: ['matter'], result_none: ['matter'] },
  },
}

/** Phrases of common.json that several of these letters use. */
export const PROCEDURE_PHRASES: Readonly<Record<string, readonly string[]>> = {
  fee_open: ['fee', 'how', 'date'],
  ...Object.fromEntries(POINT_CODES.flatMap(pointPhrases)),
  document_request_form: [],
  document_driving_licence: [],
  document_driving_record_certificate: [],
  document_my_number_card: [],
  document_passport: [],
  document_residence_card: [],
  document_special_permanent_resident_certificate: [],
  document_eligibility_certificate: [],
  document_resident_record: [],
  document_seal_certificate: [],
  document_family_register: [],
  document_guardianship_certificate: [],
  document_power_of_attorney: [],
  document_other: [],
  form_original: [],
  form_copy: [],
  afterwards_returned: [],
  afterwards_destroyed: [],
}

/** Which paper shows the authority depends on the agent; what is wanted for a fee is the fee's own sentence. */
function pointPhrases(code: PointCode): [name: string, placeholders: readonly string[]][] {
  const wanted: Partial<Record<PointCode, string[]>> = {
    authority_missing: ['wanted_statutory_agent', 'wanted_appointed_agent'],
    fee: [],
  }
  const placeholders: Partial<Record<PointCode, string[]>> = {
    identifier_unproven: ['identifier'],
    authority_old: ['months'],
  }
  return ['matter', 'situation', ...(wanted[code] ?? ['wanted'])].map(part => [
    `point_${code}_${part}`,
    placeholders[code] ?? [],
  ])
}
