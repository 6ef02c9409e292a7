// The fee in procedure letters (documents.md 1.7, A38): none, paid, or open with the way and day to pay.

import { DomainError } from '../domain/domain-error.ts'
import { dataFee, settledFee, yen } from './fee-words.ts'
import { type LetterContext, required, unfitLetter } from './letter-context.ts'
import type { Phrase } from './letter-document.ts'

interface PayBy {
  /** The day to pay by; needed while a fee is open. */
  pay_by: string | undefined
}

/** Throws invalid_body or letterhead_missing where a fee is open and its way or day is not known. */
export function feeLines(context: LetterContext, payBy: PayBy): Phrase[] {
  const { fee } = context.operator.disclosure
  const own = settledFee(fee, context.file) ?? openFee(context, payBy)
  return [own, ...dataFee(fee, context.file.request)]
}

/** Throws letter_does_not_fit where nothing is left to pay. */
export function openFee({ operator, file }: LetterContext, { pay_by }: PayBy): Phrase {
  const { records_yen, how_paid } = operator.disclosure.fee
  if (records_yen === 0 || file.state.fee) {
    throw unfitLetter('No fee is open for this request.', 'Leave the point `fee` out.')
  }
  if (pay_by === undefined) throw required('pay_by', 'a fee is open')
  if (how_paid === undefined) {
    throw new DomainError('letterhead_missing', 'How a fee is paid is not said in operator.json.', {
      fix: 'Add disclosure.fee.how_paid to operator.json and issue again.',
      members: { missing: ['disclosure.fee.how_paid'] },
    })
  }
  return { words: 'fee_open', values: { fee: yen(records_yen), how: how_paid, date: pay_by } }
}
