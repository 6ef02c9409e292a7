// What the short letters beside a request say (documents.md 6.4–6.7).

import { legalDayOfInstant } from '../domain/calendar-date.ts'
import type { LetterBody } from '../domain/letter-schema.ts'
import { matterWords } from './letter-base.ts'
import {
  type LetterContent,
  type LetterContext,
  refusePast,
  unfitLetter,
} from './letter-context.ts'
import { deskRows } from './letter-desks.ts'
import { documentRows } from './letter-points.ts'
import { refuseImpossibleDay } from './stated-days.ts'

export function otherDesks(
  context: LetterContext,
  { desks, forwarded }: LetterBody<'other_desks'>,
): LetterContent {
  if (forwarded) {
    const { received_on } = context.file.request
    const { forwarded_on, consented_on } = forwarded
    refuseImpossibleDay(context, ['forwarded/forwarded_on', forwarded_on], received_on)
    refuseImpossibleDay(context, ['forwarded/consented_on', consented_on], received_on)
  }
  const elsewhere = desks.map(({ matter }) => matter)
  const here = (context.file.request.also_requested ?? []).filter(one => !elsewhere.includes(one))
  return {
    values: { forwardedOn: forwarded?.forwarded_on, consentedOn: forwarded?.consented_on },
    lists: {
      handled: here.map(matter => ({ item: matterWords(matter) })),
      desks: deskRows(context.operator, desks),
    },
  }
}

export function withdrawal({ file }: LetterContext): LetterContent {
  const withdrawn = file.steps.findLast(step => step.kind === 'withdrawn')
  if (!withdrawn) {
    throw unfitLetter('The request is not withdrawn.', 'Decide it `withdrawn` first.')
  }
  return {
    values: { withdrawnOn: withdrawn.detail.withdrawn_on ?? legalDayOfInstant(withdrawn.at) },
    lists: { documents: documentRows(file.request) },
  }
}

export function coverLetter(
  context: LetterContext,
  { how_to_open: howToOpen, valid_through }: Omit<LetterBody<'cover_letter'>, 'kind'>,
): LetterContent {
  refusePast(context, { valid_through })
  if (context.extractDocNo === undefined) {
    throw unfitLetter('No answer is issued yet.', 'Issue it (POST …/extracts), then this letter.')
  }
  return {
    values: { extractDocNo: context.extractDocNo, howToOpen, validThroughOn: valid_through },
    lists: {},
  }
}

/** By another channel than the document; nothing of what is disclosed stands in it. */
export function passwordNotice(
  context: LetterContext,
  { password, ...opening }: LetterBody<'password_notice'>,
): LetterContent {
  const { values, lists } = coverLetter(context, opening)
  return { values: { ...values, password }, lists }
}

export function cessationResult(
  context: LetterContext,
  { asked: matter, result }: LetterBody<'cessation_result'>,
): LetterContent {
  if ('stopped_on' in result) {
    refuseImpossibleDay(context, ['result/stopped_on', result.stopped_on])
  }
  return {
    values: {
      matterWords: matterWords(matter),
      resultWords: { words: `result_${result.stopped}`, values: { matter: matterWords(matter) } },
      range: 'range' in result ? result.range : undefined,
      stoppedOn: 'stopped_on' in result ? result.stopped_on : undefined,
      letterReason: 'letter_reason' in result ? result.letter_reason : undefined,
      alternative: 'alternative' in result ? result.alternative : undefined,
    },
    lists: {},
  }
}
