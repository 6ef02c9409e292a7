// Invented settings behind the previews of the forms.

import { operatorSchema } from '../domain/operator.ts'
import { composeForm } from '../usecases/draw-form.ts'
import { FORM_KINDS, type FormDocument, type FormKind } from '../usecases/letter-document.ts'
import { SAMPLE_BASE } from './result-samples.ts'

const OPERATOR = operatorSchema.parse({
  ...SAMPLE_BASE.operator,
  disclosure: {
    clock_stops_for_correction: true,
    fee: {
      records_yen: 1_000,
      how_paid: '請求書に同封する定額小為替又は銀行振込',
      refundable_when_refused: true,
    },
  },
  delivery_methods: [
    { code: 'download', words: '電磁的記録の提供(専用ページからのダウンロード)' },
    { code: 'post', words: '書面の交付(簡易書留による郵送)' },
  ],
  other_desks: [
    {
      matter: '共同利用に関するお問い合わせ',
      name: '架空スマイルグループ 共同利用責任者(髙﨑)',
      contact: '電話 03-0000-0001(平日10時から17時まで)',
    },
  ],
})

export const FORM_SAMPLES = Object.fromEntries(
  FORM_KINDS.map(kind => [kind, composeForm(OPERATOR, kind)]),
) as Record<FormKind, FormDocument>
