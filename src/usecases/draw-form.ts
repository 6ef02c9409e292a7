// The papers that nobody is addressed by: the request form, the power of attorney, the notice on the procedure.

import { DomainError } from '../domain/domain-error.ts'
import type { Operator } from '../domain/operator.ts'
import { letterhead } from './letter-base.ts'
import type { Edition, FormDocument, FormKind, Phrase } from './letter-document.ts'
import type { Deps } from './ports.ts'

/** Drawn anew each time, with what the operator's settings say now. Throws letterhead_missing, glyph_missing. */
export async function drawForm(
  deps: Pick<Deps, 'clock' | 'operator' | 'printer'>,
  kind: FormKind,
  edition: Edition,
): Promise<Uint8Array> {
  const document = composeForm(deps.operator, kind)
  const missing = await deps.printer.missingGlyphs(document)
  if (missing.length > 0) {
    const points = [...new Set(missing.flatMap(({ codePoints }) => codePoints))]
    throw new DomainError('glyph_missing', `The font lacks ${points.join(' ')}.`, {
      fix: 'Change operator.json to characters the font has, or add a font that has them.',
    })
  }
  return deps.printer.printLetter({ document, edition }, deps.clock())
}

/** Throws letterhead_missing: A32(1) asks for name, address and representative. */
export function composeForm(operator: Operator, kind: FormKind): FormDocument {
  const { disclosure, delivery_methods: methods, other_desks: otherDesks } = operator
  const { fee } = disclosure
  const charged = fee.records_yen > 0
  const when = (holds: boolean): Phrase | undefined => (holds ? 'true' : undefined)
  const deliveries: Phrase[] =
    methods.length > 0
      ? methods.map(({ words }) => words)
      : [{ words: 'method_electronic_record' }, { words: 'method_document' }]
  return {
    kind,
    operator: letterhead(operator),
    values: {
      dueDays: String(disclosure.due_days),
      registerYears: String(operator.register_years),
      feeYen: charged ? fee.records_yen.toLocaleString('ja-JP') : undefined,
      howPaid: fee.how_paid,
      clockStops: when(disclosure.clock_stops_for_correction),
      feeRefundable: when(charged && fee.refundable_when_refused === true),
      feeNotRefundable: when(charged && fee.refundable_when_refused === false),
    },
    lists: {
      deliveries: deliveries.map(item => ({ item })),
      otherDesks: otherDesks.map(desk => ({ ...desk })),
    },
  }
}
