// Shapes of the answers, for the documentation at /docs and /openapi.json.

import { z } from '@hono/zod-openapi'

export const gap = z
  .object({
    kind: z.enum(['missing_item', 'conflict', 'advice']),
    code: z.string(),
    item: z.string().optional(),
    statute: z.string().optional(),
    fix: z.string(),
  })
  .openapi('Gap')

export const recordBody = z
  .object({
    record_no: z.int(),
    event_id: z.string(),
    source: z.string(),
    recorded_at: z.string(),
    occurred_on: z.string(),
    duty: z.object({
      required: z.boolean(),
      rule: z.string(),
      articles: z.array(z.string()),
      disclosable: z.boolean(),
    }),
    retention: z.object({
      class: z.enum(['R1', 'R2', 'R3', 'V']),
      keep_through: z.string().nullable(),
      deletable_from: z.string().nullable(),
      final: z.boolean(),
    }),
    gaps: z.array(gap),
  })
  .openapi('Record', {
    example: {
      record_no: 41,
      event_id: 'A-000041',
      source: 'booking',
      recorded_at: '2026-11-22T09:30:00.000+09:00',
      occurred_on: '2026-11-21',
      duty: {
        required: true,
        rule: 'provided/consent',
        articles: ['29-1', '規則20-1-2'],
        disclosable: true,
      },
      retention: {
        class: 'R3',
        keep_through: '2029-11-22',
        deletable_from: '2029-12-23',
        final: true,
      },
      gaps: [],
    },
  })

const anyObject = z.record(z.string(), z.unknown())

export const recordView = recordBody
  .extend({
    event: anyObject,
    third_party: anyObject,
    lines: z.array(z.looseObject({ line: z.int() })),
    history: z.array(
      z.object({
        at: z.string(),
        by: z.string(),
        kind: z.enum(['amendment', 'filling', 'settlement', 'void']),
        reason: z.string().nullable(),
        evidence: z.string().nullable(),
        before: anyObject,
        after: anyObject,
      }),
    ),
    voided: z.object({ reason: z.string(), at: z.string() }).nullable(),
  })
  .openapi('RecordView')

export const searchAnswer = z
  .object({
    records: z.array(
      recordBody.extend({
        third_party: z.object({ code: z.string().nullable(), name: z.string().nullable() }),
        line_count: z.int(),
        matched_lines: z
          .array(z.object({ line: z.int(), match: z.enum(['exact', 'candidate']) }))
          .optional(),
      }),
    ),
    next_cursor: z.string().nullable(),
  })
  .openapi('RecordPage')

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    fix: z.string().optional(),
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          code: z.string(),
          detail: z.string(),
          fix: z.string().optional(),
        }),
      )
      .optional(),
  })
  .openapi('Problem')

export const thirdPartyView = z
  .looseObject({
    code: z.string(),
    revision: z.int(),
    revisions: z.array(z.looseObject({ revision: z.int(), effective_on: z.string() })),
  })
  .openapi('ThirdParty')
