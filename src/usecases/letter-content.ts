// What each procedure letter says (documents.md 2.5, 3): from the request's file, and the few things that only
// its body knows.

import { daysBetween } from '../domain/calendar-date.ts'
import { currentStop, dueOn } from '../domain/disclosure-clock.ts'
import { DELIVERIES } from '../domain/disclosure-steps.ts'
import type { LetterBody, PostedLetter } from '../domain/letter-schema.ts'
import { scopeWords } from './letter-base.ts'
import {
  type LetterContent,
  type LetterContext,
  promisedOn,
  refusePast,
  required,
  unfitLetter,
} from './letter-context.ts'
import { alsoRequested, deskRows, meansWords } from './letter-desks.ts'
import type { Phrase } from './letter-document.ts'
import { feeLines, openFee } from './letter-fee.ts'
import { documentRows, letterPoints } from './letter-points.ts'
import {
  cessationResult,
  coverLetter,
  otherDesks,
  passwordNotice,
  withdrawal,
} from './short-letters.ts'

/** Throws letter_does_not_fit, letterhead_missing, invalid_body. */
export function letterContent(context: LetterContext, letter: PostedLetter): LetterContent {
  // Each entry takes the body of its own kind; the compiler cannot follow the pairing through the index.
  const compose = CONTENT[letter.kind] as (
    context: LetterContext,
    letter: PostedLetter,
  ) => LetterContent
  return compose(context, letter)
}

type Composer<Kind extends PostedLetter['kind']> = (
  context: LetterContext,
  letter: LetterBody<Kind>,
) => LetterContent

const CONTENT: { [Kind in PostedLetter['kind']]: Composer<Kind> } = {
  acknowledgement,
  completion_request: completionRequest,
  new_reply_date: newReplyDate,
  not_accepted: notAccepted,
  method_consultation: methodConsultation,
  method_change: methodChange,
  other_desks: otherDesks,
  withdrawal,
  cover_letter: coverLetter,
  password_notice: passwordNotice,
  cessation_result: cessationResult,
}

const CHANNELS = ['web', 'email', 'phone', 'fax', 'post', 'counter']

function acknowledgement(
  context: LetterContext,
  { points, pay_by, desks }: LetterBody<'acknowledgement'>,
): LetterContent {
  const { file, operator } = context
  const { channel, requester } = file.request
  refusePast(context, { pay_by })
  return {
    values: {
      ...asked(context),
      channelWords: { words: `channel_${CHANNELS.includes(channel) ? channel : 'other'}` },
      requesterRole: { words: `role_${requester.kind}` },
      dueOn: promisedOn(context),
      clockStops: operator.disclosure.clock_stops_for_correction ? 'true' : undefined,
      registerYears: String(operator.register_years),
    },
    lists: {
      alsoRequested: alsoRequested(context),
      documents: documentRows(file.request),
      points: letterPoints(context, points, () => openFee(context, { pay_by })),
      feeLines: feeLines(context, { pay_by }).map(item => ({ item })),
      desks: deskRows(operator, desks),
    },
  }
}

function completionRequest(
  context: LetterContext,
  { how, points, ...stated }: LetterBody<'completion_request'>,
): LetterContent {
  const { file, operator } = context
  const stop = currentStop(file.state)
  const replyBy = stated.reply_by ?? stop?.reply_by
  if (replyBy === undefined) throw required('reply_by', 'no stopped clock names the day')
  refusePast(context, { reply_by: replyBy })
  const rows = letterPoints(context, points, () => openFee(context, { pay_by: replyBy }))
  if (rows.length === 0) throw required('points', 'no stopped clock names what is waited for')
  return {
    values: { how: meansWords(operator, how), replyByOn: replyBy, replyWords: replyWords(context) },
    lists: { points: rows },
  }
}

/** A stopped clock goes on with the days it had left; a running one does not move (documents.md 3.2, 5). */
function replyWords(context: LetterContext): Phrase {
  const { file, operator } = context
  const stop = currentStop(file.state)
  if (!stop) return { words: 'reply_unchanged', values: { dueOn: promisedOn(context) } }
  const dueDays = operator.disclosure.due_days
  const due = dueOn(file.request, file.state, { dueDays, today: stop.stopped_on })
  const days = daysBetween(stop.stopped_on, due)
  return days > 0
    ? { words: 'reply_remaining', values: { days: String(days) } }
    : { words: 'reply_without_delay' }
}

function newReplyDate(context: LetterContext): LetterContent {
  const { file, operator, issuedOn } = context
  const { stops, extension } = file.state
  if (!extension) {
    throw unfitLetter(
      'The reply date was not put off.',
      'Extend it first (POST …/clock, `extend`).',
    )
  }
  const before = { stops: stops.slice(0, extension.afterStops), extension: undefined }
  const dueDays = operator.disclosure.due_days
  return {
    values: {
      dueOn: dueOn(file.request, before, { dueDays, today: issuedOn }),
      newDueOn: promisedOn(context),
      letterReason: extension.letter_reason,
    },
    lists: {},
  }
}

function notAccepted(context: LetterContext): LetterContent {
  const { request, state } = context.file
  const { outcome, not_accepted_for: reason } = state.decision ?? {}
  if (outcome !== 'not_accepted' || reason === undefined) {
    throw unfitLetter(
      'The request is not decided not_accepted with a reason.',
      'Decide it first (POST …/decision, `not_accepted` with `not_accepted_for`).',
    )
  }
  return {
    values: { ...asked(context), reasonWords: { words: `reason_${reason}` } },
    lists: { documents: documentRows(request) },
  }
}

function methodConsultation(context: LetterContext): LetterContent {
  const { operator, file } = context
  const change = file.state.methodChange
  if (change?.stage !== 'consultation') {
    throw unfitLetter(
      'No consultation about the method is open.',
      'Record it first (POST …/method-change, stage `consultation`).',
    )
  }
  refusePast(context, { reply_by: change.reply_by })
  return {
    values: {
      methodWords: asked(context).methodWords,
      letterReason: change.letter_reason,
      replyByOn: change.reply_by,
      dueOn: promisedOn(context),
    },
    lists: {
      // Paper is always among them (A33(2)): the template prints it last.
      methods: change.alternatives
        .filter(method => method !== 'document')
        .map(method => ({
          item: isDelivery(method) ? { words: `method_${method}` } : meansWords(operator, method),
        })),
    },
  }
}

const isDelivery = (method: string) => (DELIVERIES as readonly string[]).includes(method)

function methodChange(
  context: LetterContext,
  { postal_means, sent_on = context.issuedOn }: LetterBody<'method_change'>,
): LetterContent {
  const change = context.file.state.methodChange
  if (change?.stage !== 'notice') {
    throw unfitLetter(
      'No change of the method is decided.',
      'Record it first (POST …/method-change, stage `notice`).',
    )
  }
  refusePast(context, { sent_on })
  return {
    values: {
      methodWords: asked(context).methodWords,
      letterReason: change.letter_reason,
      postalMeans: meansWords(context.operator, postal_means),
      sentOn: sent_on,
    },
    lists: {},
  }
}

function asked({ file: { request } }: LetterContext) {
  return {
    scopeWords: scopeWords(request.scope),
    methodWords: { words: `method_${request.delivery}` },
  }
}
