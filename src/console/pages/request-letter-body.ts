// The form of a procedure letter as its body, which fields each kind has, and when a kind fits the request.

import { POINT_CODES } from '../../domain/letter-schema.ts'
import type { Operator } from '../../domain/operator.ts'
import { PROCEDURE_KINDS, type ProcedureKind } from '../../usecases/letter-document.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import type { Values } from '../forms.ts'
import { given, linesOf, listOf, textOf } from './request-intake-body.ts'

/** Groups of fields; what the request's file knows is not asked again. */
export type LetterPart =
  | 'points'
  | 'pay_by'
  | 'desks'
  | 'reply_by'
  | 'how'
  | 'postal_means'
  | 'sent_on'
  | 'forwarded'
  | 'opening'
  | 'password'
  | 'cessation'

export const LETTER_PARTS: Record<ProcedureKind, readonly LetterPart[]> = {
  acknowledgement: ['points', 'pay_by', 'desks'],
  completion_request: ['points', 'reply_by', 'how'],
  new_reply_date: [],
  not_accepted: [],
  method_consultation: [],
  method_change: ['postal_means', 'sent_on'],
  other_desks: ['desks', 'forwarded'],
  withdrawal: [],
  cover_letter: ['opening'],
  password_notice: ['password', 'opening'],
  cessation_result: ['cessation'],
}

export const kindOf = (text: string | undefined): ProcedureKind | undefined =>
  PROCEDURE_KINDS.find(kind => kind === text)

/** What has to happen first: the place where it is done. Undefined where the letter can be written. */
export function firstOf(kind: ProcedureKind, { view }: RequestWork): string | undefined {
  const isClosed = view.status === 'closed'
  const isPast = isClosed ? 'closed' : undefined
  switch (kind) {
    case 'acknowledgement':
    case 'completion_request':
      return isPast
    case 'new_reply_date':
      return isPast ?? (view.history.some(one => one.kind === 'due_extended') ? undefined : 'clock')
    case 'method_consultation':
      return isPast ?? (view.method_change?.stage === 'consultation' ? undefined : 'method')
    case 'method_change':
      return isPast ?? (view.method_change?.stage === 'notice' ? undefined : 'method')
    case 'not_accepted':
      return view.decision?.outcome === 'not_accepted' ? undefined : 'decision'
    case 'withdrawal':
      return view.decision?.outcome === 'withdrawn' ? undefined : 'decision'
    case 'cover_letter':
    case 'password_notice':
      return view.extract ? undefined : 'draft'
    case 'other_desks':
    case 'cessation_result':
      return undefined
  }
}

export function letterBody(
  kind: ProcedureKind,
  values: Values,
  { other_desks }: Pick<Operator, 'other_desks'>,
) {
  const read = (part: LetterPart) => PARTS[part](values, other_desks)
  return given(Object.assign({ kind }, ...LETTER_PARTS[kind].map(read)))
}

type ReadPart = (values: Values, desks: Operator['other_desks']) => Record<string, unknown>

const text =
  (name: string): ReadPart =>
  values => ({ [name]: textOf(values[name]) })

/** Matter, name and all the rest: how to reach a desk may have commas of its own. */
const DESK = /^([^\t,，、]*)(?:[\t,，、]\s*([^\t,，、]*))?(?:[\t,，、]\s*(.*))?$/

const PARTS: Record<LetterPart, ReadPart> = {
  points: values => {
    const codes = listOf(values.points).filter(code =>
      (POINT_CODES as readonly string[]).includes(code),
    )
    const other = given({
      matter: textOf(values.point_matter),
      situation: textOf(values.point_situation),
      wanted: textOf(values.point_wanted),
    })
    const points = [
      ...codes.map(code => ({ code })),
      ...(Object.keys(other).length > 0 ? [other] : []),
    ]
    return { points: points.length > 0 ? points : undefined }
  },
  pay_by: text('pay_by'),
  desks: values => {
    const desks = [
      ...listOf(values.desks).map(matter => ({ matter })),
      // 「用件 名称 連絡先」 on a line of its own, parted by tabs, commas or 、
      ...linesOf(values.desk_other).map(line => {
        const [, matter, name, contact] = DESK.exec(line) ?? []
        return given({ matter, name, contact })
      }),
    ]
    return { desks: desks.length > 0 ? desks : undefined }
  },
  reply_by: text('reply_by'),
  how: text('how'),
  postal_means: text('postal_means'),
  sent_on: text('sent_on'),
  forwarded: values => {
    const forwarded = given({
      forwarded_on: textOf(values.forwarded_on),
      consented_on: textOf(values.consented_on),
    })
    return { forwarded: Object.keys(forwarded).length > 0 ? forwarded : undefined }
  },
  opening: values => ({
    how_to_open: textOf(values.how_to_open),
    valid_through: textOf(values.valid_through),
  }),
  password: values => ({ password: textOf(values.opening_word) }),
  cessation: values => {
    const stopped = textOf(values.stopped)
    const why = {
      letter_reason: textOf(values.letter_reason),
      alternative: textOf(values.alternative),
    }
    const what = { stopped_on: textOf(values.stopped_on), range: textOf(values.range) }
    return {
      asked: textOf(values.asked),
      result: given({
        stopped,
        ...(stopped === 'none' ? {} : what),
        ...(stopped === 'all' ? {} : why),
      }),
    }
  },
}

/** Of the places of the body. */
export function letterField(place: string): string {
  const [first = 'form', second, third] = place.split('/')
  if (first === 'points') return third && third !== 'code' ? `point_${third}` : 'points'
  if (first === 'desks') return 'desk_other'
  if (first === 'password') return 'opening_word'
  if (first === 'result' || first === 'forwarded') return second ?? first
  return first
}
