// The shape of the template files in zod; templates/schema.json says the same to an editor.

import { z } from 'zod'
import { LETTER_KINDS, type LetterKind } from '../usecases/letter-document.ts'
import { namesOfAllKinds } from './letter-vocabulary.ts'
import { registerTemplateSchema, registerWordsSchema } from './register-template.ts'

type Names = [string, ...string[]]

const words = z.string().min(1)
const names = namesOfAllKinds()
const condition = z.enum(names.conditions as Names)
const list = z.enum(names.lists as Names)

const part = z.strictObject({ text: words, when: condition.optional() })
const text = z.union([words, z.array(part).min(1)])

const plainLine = z.strictObject({
  text,
  label: words.optional(),
  bullet: words.optional(),
  when: condition.optional(),
  each: list.optional(),
  fixed: z.boolean().optional(),
})
const blockLine = z.strictObject({ block: words })
/** Boxes to tick, side by side. */
const choicesLine = z.strictObject({
  choices: z.array(words).min(1),
  label: words.optional(),
  when: condition.optional(),
  each: list.optional(),
})
const tableLine = z.strictObject({
  table: list,
  columns: z
    .array(
      z.strictObject({
        heading: words,
        text,
        width: z.number().positive(),
        align: z.literal('right').optional(),
        rowHeading: z.boolean().optional(),
      }),
    )
    .min(1),
  when: condition.optional(),
})
/** Frames to write in, side by side; `width` is a share, `height` in millimetres. */
const fieldsLine = z.strictObject({
  fields: z
    .array(
      z.strictObject({
        label: words,
        width: z.number().positive().optional(),
        height: z.number().positive().max(120).optional(),
        lines: z.array(words).min(1).optional(),
      }),
    )
    .min(1),
  when: condition.optional(),
})

const textLine = z.union([words, plainLine, blockLine])
const line = z.union([words, plainLine, blockLine, choicesLine, tableLine, fieldsLine])

const section = z.strictObject({
  heading: words,
  when: condition.optional(),
  lines: z.array(line).min(1),
})

// The title of the file too: it must not name anybody.
const title = words.regex(/^[^{}]*$/, 'must not contain { }: the title takes no values')

const comment = { $schema: z.string().optional(), about: z.string().optional() }
const phrases = z.record(
  z.string(),
  z.union([words, z.strictObject({ print: words, data: words })]),
)

const attachment = z.strictObject({
  mark: words,
  title,
  opening: text.optional(),
  sections: z.array(section).min(1),
})

export const letterSchema = z.strictObject({
  ...comment,
  document: z.enum(LETTER_KINDS as [LetterKind, ...LetterKind[]]),
  title,
  opening: text.optional(),
  /** False where the paper has neither 記 nor 以上. */
  notice: z.boolean().optional(),
  sections: z.array(section).min(1),
  /** The extract follows (documents.md 4). */
  annex: z.boolean().optional(),
  attachment: attachment.optional(),
  phrases: phrases.optional(),
})

export const commonSchema = z.strictObject({
  ...comment,
  language: words,
  head: z.array(textLine).min(1),
  addressee: z.array(textLine).min(1),
  sender: z.array(textLine).min(1),
  /** Between the title of a letter and its opening. */
  salutation: z.array(textLine),
  /** Printed under every title of a translation. */
  translationNote: words.optional(),
  notice: words,
  sectionHeading: words,
  end: words,
  footer: words,
  /** Of papers that have no document number. */
  formFooter: words,
  choiceMark: words,
  partSeparator: z.string(),
  labelSeparator: z.string(),
  listSeparator: z.string(),
  blocks: z.record(z.string(), z.array(line).min(1)),
  phrases,
})

const cellPart = z.strictObject({
  field: z.enum(['name', 'address', 'representative']),
  heading: words,
  label: words.optional(),
  /** `own_row`: printed only in the rows that have it, headed if any has. */
  when: z.enum(['always', 'own_row']),
})

const columnBase = {
  heading: words,
  width: z.number().positive(),
  when: z.enum(['always', 'any_row']),
}

const column = z.union([
  z.strictObject({
    ...columnBase,
    field: z.enum(['no', 'person', 'items', 'consent', 'acquisition', 'ppcPublication', 'notes']),
    join: z.string().min(1),
  }),
  z.strictObject({ ...columnBase, field: z.literal('date'), headingForReference: words }),
  z.strictObject({
    field: z.literal('thirdParty'),
    width: z.number().positive(),
    parts: z.array(cellPart).min(1),
  }),
])

const table = z.strictObject({
  rows: z.enum(['provided', 'received']),
  heading: words,
  bookmark: words,
  dataName: words,
  columns: z.array(column).min(1),
})

const state = z.strictObject({ print: words, legend: words })

export const annexSchema = z.strictObject({
  ...comment,
  mark: words,
  title: words,
  head: z.array(textLine).min(1),
  tables: z.array(table).length(2),
  empty: words,
  blank: words,
  states: z.strictObject({ not_required: state, not_recorded: state, withheld: state }),
  csv: z.strictObject({
    headings: z.array(words).length(12),
    join: words,
  }),
})

export type Line = z.infer<typeof line>
export type TextPart = z.infer<typeof text>
export type Section = z.infer<typeof section>
export type LetterTemplate = z.infer<typeof letterSchema>
export type CommonTemplate = z.infer<typeof commonSchema>
export type AnnexTemplate = z.infer<typeof annexSchema>
export type TableTemplate = z.infer<typeof table>
export type ColumnTemplate = z.infer<typeof column>

/** The files beside the letters, each `name` in `name.json`. */
export const PART_SCHEMAS = {
  common: commonSchema,
  annex: annexSchema,
  provision_register: registerTemplateSchema,
  erasure_record: registerTemplateSchema,
  registers: registerWordsSchema,
} as const
type Parts = { [Part in keyof typeof PART_SCHEMAS]: z.infer<(typeof PART_SCHEMAS)[Part]> }

/** Everything that the papers of one edition are printed from. */
export interface LetterTemplates extends Parts {
  letters: Record<LetterKind, LetterTemplate>
}

/** The JSON Schema that the files name in `$schema`, for the completion of an editor. */
export function templateJsonSchema(): unknown {
  const schemas: z.ZodType[] = [letterSchema, ...Object.values(PART_SCHEMAS)]
  return {
    title: 'Kirokubo templates',
    ...z.toJSONSchema(z.union(schemas), { reused: 'ref' }),
  }
}
