// The operator's settings: the letterhead, the clocks, the schemes of identifiers (contract 8).

import { z } from 'zod'

const text = z.string().min(1)

export const operatorSchema = z.strictObject({
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
      fee: z
        .strictObject({
          records_yen: z.int().min(0).default(0),
          data_yen: z.int().min(0).optional(),
          how_paid: text.optional(),
          refundable_when_refused: z.boolean().optional(),
        })
        .prefault({}),
    })
    .prefault({}),
  doc_no_format: text
    .default('個開{year}-{number}号')
    .describe('文書番号の書式。{year} と {number} を置き換えます。'),
  optional_items: z.array(z.enum(['date'])).default([]),
  merge_identical: z.boolean().default(false),
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
})

/** The settings with every default filled in. `name` is absent while no file was given. */
export type Operator = z.infer<typeof operatorSchema>

export const DEFAULT_OPERATOR: Operator = operatorSchema.parse({})
