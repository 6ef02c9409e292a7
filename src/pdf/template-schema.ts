// The shape of the template files in zod; templates/schema.json says the same to an editor.

import { z } from 'zod'
import type { ExtractDocument } from '../usecases/extract-document.ts'
import { CONDITIONS, LIST_NAMES, type ListName } from './vocabulary.ts'

const words = z.string().min(1)
const condition = z.enum(CONDITIONS as [string, ...string[]])

const part = z.strictObject({ text: words, when: condition.optional() })

const line = z.union([
  words,
  z.strictObject({
    text: z.union([words, z.array(part).min(1)]),
    label: words.optional(),
    bullet: words.optional(),
    when: condition.optional(),
    each: z.enum(LIST_NAMES as [ListName, ...ListName[]]).optional(),
    fixed: z.boolean().optional(),
  }),
  z.strictObject({ block: words }),
])

const section = z.strictObject({
  heading: words,
  when: condition.optional(),
  lines: z.array(line).min(1),
})

// pdfkit copies the title into XML without escaping it.
const title = words.regex(/^[^&<>{}]*$/, 'must not contain & < > { }: the title is plain text')

const comment = { $schema: z.string().optional(), about: z.string().optional() }

export const letterSchema = z.strictObject({
  ...comment,
  document: z.enum(['disclosed_full', 'not_exist']),
  title,
  opening: words,
  sections: z.array(section).min(1),
  annex: z.boolean(),
})

export const commonSchema = z.strictObject({
  ...comment,
  language: words,
  head: z.array(line).min(1),
  addressee: z.array(line).min(1),
  sender: z.array(line).min(1),
  notice: words,
  sectionHeading: words,
  end: words,
  footer: words,
  partSeparator: z.string(),
  labelSeparator: z.string(),
  blocks: z.record(z.string(), z.array(line).min(1)),
  phrases: z.record(z.string(), z.union([words, z.strictObject({ print: words, data: words })])),
})

const cellPart = z.strictObject({
  field: z.enum(['name', 'address', 'representative']),
  heading: words,
  label: words.optional(),
  when: z.enum(['always', 'any_row']),
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
  head: z.array(line).min(1),
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
export type LetterTemplate = z.infer<typeof letterSchema>
export type CommonTemplate = z.infer<typeof commonSchema>
export type AnnexTemplate = z.infer<typeof annexSchema>
export type TableTemplate = z.infer<typeof table>
export type ColumnTemplate = z.infer<typeof column>

/** Everything a letter is printed from. */
export interface LetterTemplates {
  letters: Record<ExtractDocument['kind'], LetterTemplate>
  common: CommonTemplate
  annex: AnnexTemplate
}

/** The JSON Schema that the files name in `$schema`, for the completion of an editor. */
export function templateJsonSchema(): unknown {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Kirokubo templates',
    anyOf: [letterSchema, annexSchema, commonSchema].map(schema => {
      const { $schema: _, ...rest } = z.toJSONSchema(schema)
      return rest
    }),
  }
}
