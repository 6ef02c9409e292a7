// What a letter says about the fee (A38; documents.md 1.7): paid, none, or what becomes of it.

import type { DisclosureRequest } from '../domain/disclosure-request.ts'
import type { Operator } from '../domain/operator.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import type { Phrase } from './letter-document.ts'

type Fee = Operator['disclosure']['fee']

export const yen = (amount: number) => amount.toLocaleString('ja-JP')

/** Undefined while a fee is open. */
export function settledFee(fee: Fee, { state }: Pick<DisclosureFile, 'state'>): Phrase | undefined {
  const { fee: paid } = state
  if (paid) return { words: 'fee_paid', values: { fee: yen(paid.yen), date: paid.paid_on } }
  return fee.records_yen === 0 ? { words: 'fee_none' } : undefined
}

/** Of a letter that discloses. */
export function disclosedFee({ disclosure: { fee } }: Operator, file: DisclosureFile): Phrase[] {
  const open: Phrase = { words: 'fee_amount', values: { fee: yen(fee.records_yen) } }
  return [settledFee(fee, file) ?? open, ...dataFee(fee, file.request)]
}

/**
 * Of a letter that discloses nothing: whether a fee is kept then is the operator's announced rule (law.md 12,
 * 5). The same for every person who paid, and for every one who did not, so that it says nothing about records.
 */
export function refusedFee({ disclosure: { fee } }: Operator, { state }: DisclosureFile): Phrase[] {
  if (!state.fee) return [{ words: 'fee_not_charged' }]
  if (fee.refundable_when_refused === false) return [{ words: 'fee_not_refunded' }]
  return [{ words: 'fee_refunded', values: { how: fee.refund_how } }]
}

/** The request for the data themselves has a fee and an answer of its own. */
export function dataFee(fee: Fee, { also_requested: also = [] }: DisclosureRequest): Phrase[] {
  if (!fee.data_yen || !also.includes('data_disclosure')) return []
  return [{ words: 'fee_data_request', values: { fee: yen(fee.data_yen) } }]
}
