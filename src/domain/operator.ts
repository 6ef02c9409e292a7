// The operator's settings: the letterhead, the clocks, the schemes of identifiers (contract 8).

import { z } from 'zod'

const text = z.string().min(1)

const settings = z.strictObject({
  $schema: z.string().optional(),
  name: text.optional().describe('名称。開示通知の差出人になります。'),
  address: text.optional().describe('住所(郵便番号から)。'),
  representatives: z.array(text).default([]).describe('代表者の役職と氏名。複数可。'),
  office: z
    .strictObject({
      name: text,
      address: text.optional(),
      email: text.optional(),
      phone: text.optional(),
      hours: text.optional(),
      complaint_desk: text.optional(),
    })
    .optional()
    .describe('お問い合わせ・苦情の申出先。'),
  accredited_body: z
    .strictObject({ name: text, contact: text })
    .optional()
    .describe('認定個人情報保護団体。'),
  disclosure: z
    .strictObject({
      due_days: z.int().min(1).max(365).default(14),
      default_delivery: z
        .enum(['electronic_record', 'document', 'other'])
        .default('electronic_record'),
      clock_stops_for_correction: z.boolean().default(false),
      authority_months: z
        .int()
        .min(1)
        .max(120)
        .default(3)
        .describe('委任状・証明書の発行日から受付日までの月数の上限。'),
      fee: z
        .strictObject({
          records_yen: z.int().min(0).default(0),
          data_yen: z.int().min(0).optional(),
          how_paid: text.optional(),
          refundable_when_refused: z.boolean().optional(),
          refund_how: text
            .default('担当窓口からご案内する方法')
            .describe('手数料を返金する方法。「…により返金します」に続く言葉。'),
        })
        .prefault({}),
    })
    .prefault({}),
  doc_no_format: text
    .default('個開{year}-{number}号')
    .describe('文書番号の書式。{year} と {number} を置き換えます。'),
  letter_no_format: text
    .default('個連{year}-{number}号')
    .describe('受付票など手続の文書の番号の書式。開示の文書とは別の番号を付けます。'),
  greeting: text.optional().describe('手続の文書と開示の文書の頭書の前に置くごあいさつ。'),
  standing_note: text.optional().describe('「第三者提供記録について」の説明の後に置く一文。'),
  delivery_methods: z
    .array(z.strictObject({ code: z.string().regex(/^[a-z0-9_]{1,64}$/), words: text }))
    .default([])
    .describe('お届け・ご提出の方法の、この事業者での言い方。'),
  other_desks: z
    .array(z.strictObject({ matter: text, name: text, contact: text }))
    .default([])
    .describe('他の窓口(例: 共同利用の責任者)。'),
  optional_items: z.array(z.enum(['date'])).default([]),
  merge_identical: z.boolean().default(false),
  extract_rows_per_volume: z
    .int()
    .min(1)
    .max(100_000)
    .default(20_000)
    .describe('別紙の行がこの数を超えるときは、分冊にします。'),
  register_years: z.int().min(1).max(100).default(3),
  retention: z
    .strictObject({
      grace_days: z.int().min(0).max(3650).default(30),
      voluntary_years: z.int().min(0).max(100).default(3),
      hold_after_refusal_days: z.int().min(0).max(3650).default(180),
    })
    .prefault({}),
  identifier_schemes: z
    .record(
      z.string().regex(/^[A-Za-z][A-Za-z0-9._-]{0,63}$/),
      z.strictObject({
        kind: z.enum(['code', 'email', 'phone']),
        unique_to_person: z.boolean().optional(),
      }),
    )
    .default({}),
  sensitive_items: z.array(text).default([]),
  late_after_days: z.int().min(0).default(30),
  audit_years: z.int().min(1).max(100).default(10),
  second_person: z
    .strictObject({
      erasure: z.boolean().default(false).describe('記録の廃棄(毎晩の廃棄を含みます)。'),
      protective_marks: z.boolean().default(false).describe('令11条の保護の指定と解除。'),
      release: z.boolean().default(false).describe('開示の文書の発行。'),
    })
    .prefault({})
    .describe('別の人の承認がなければできないこと。'),
})

export const operatorSchema = settings.refine(
  ({ doc_no_format, letter_no_format }) => doc_no_format !== letter_no_format,
  {
    path: ['letter_no_format'],
    message: 'equals doc_no_format: a letter and an extract would bear the same number',
  },
)

/** The settings with every default filled in. `name` is absent while no file was given. */
export type Operator = z.infer<typeof operatorSchema>

export const DEFAULT_OPERATOR: Operator = operatorSchema.parse({})
