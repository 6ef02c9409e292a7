// The shape of a register's template, and the check of every name in it.

import { z } from 'zod'
import { REGISTER_KINDS, REGISTERS, type RegisterKind } from '../usecases/register-document.ts'
import { REGISTER_PHRASES } from './register-vocabulary.ts'
import { hint, type TemplateFault } from './template-fault.ts'
import { placeholdersOf } from './vocabulary.ts'

const TABLES = [...new Set(REGISTER_KINDS.flatMap(kind => Object.keys(REGISTERS[kind].tables)))]
const VALUES = [...new Set(REGISTER_KINDS.flatMap(kind => [...REGISTERS[kind].values] as string[]))]

const words = z.string().min(1)
const comment = { $schema: z.string().optional(), about: z.string().optional() }
/** A value that is there or, with `!`, is not; a table that has rows or has none. */
const when = z
  .enum([...VALUES, ...TABLES].flatMap(name => [name, `!${name}`]) as [string, ...string[]])
  .optional()

const fact = z.strictObject({ label: words, text: words, when })

const column = z.strictObject({
  heading: words,
  width: z.number().positive(),
  /** One line of the cell each; a line that names what a row does not have is left out. */
  text: z.union([words, z.array(words).min(1)]),
  align: z.literal('right').optional(),
  rowHeading: z.boolean().optional(),
})

const section = z.strictObject({
  heading: words,
  when,
  lines: z.array(z.union([words, z.strictObject({ text: words, when })])).optional(),
  /** What the paper says of itself: label and text, one row each. */
  facts: z.array(fact).min(1).optional(),
  table: z.enum(TABLES as [string, ...string[]]).optional(),
  columns: z.array(column).min(1).optional(),
  /** In place of a table without rows. */
  empty: words.optional(),
  /** Below the table. */
  notes: z.array(words).optional(),
  /** Rows to sign in; the first column names who. */
  signatures: z
    .strictObject({
      columns: z.array(z.strictObject({ heading: words, width: z.number().positive() })).min(2),
      rows: z.array(words).min(1),
    })
    .optional(),
})

export const registerTemplateSchema = z.strictObject({
  ...comment,
  document: z.enum(REGISTER_KINDS),
  title: words.regex(/^[^{}]*$/, 'must not contain { }: the title takes no values'),
  orientation: z.enum(['portrait', 'landscape']),
  /** Headings of the two columns of facts. */
  factHeadings: z.tuple([words, words]),
  cover: z.array(fact).min(1),
  sections: z.array(section).min(1),
  end: words,
  footer: words,
})

/** The words that both registers take from code. */
export const registerWordsSchema = z.strictObject({
  ...comment,
  phrases: z.record(z.string(), words),
})

export type RegisterTemplate = z.infer<typeof registerTemplateSchema>
export type RegisterSection = RegisterTemplate['sections'][number]
export type RegisterFact = z.infer<typeof fact>
export type RegisterColumn = z.infer<typeof column>
export type RegisterWords = z.infer<typeof registerWordsSchema>

/** Every name that this kind of register does not have. */
export function checkRegister(
  template: RegisterTemplate,
  kind: RegisterKind,
  file: string,
): TemplateFault[] {
  const faults: TemplateFault[] = []
  const { values, tables } = REGISTERS[kind]
  if (template.document !== kind) {
    const message = `must be "${kind}", as the name of the file says`
    faults.push({ file, path: 'document', message })
  }
  const fields: Record<string, readonly string[]> = tables
  const check = (text: string, known: readonly string[], path: string) => {
    faults.push(...unknownNames(text, known).map(message => ({ file, path, message })))
  }
  const checkWhen = (when: string | undefined, path: string) => {
    const name = when?.replace(/^!/, '')
    const known = [...values, ...Object.keys(fields)]
    if (name === undefined || known.includes(name)) return
    faults.push({ file, path, message: `this register has no "${name}"${hint(name, known)}` })
  }
  const checkFacts = (facts: readonly RegisterFact[] | undefined, path: string) => {
    for (const [n, fact] of (facts ?? []).entries()) {
      check(fact.text, values, `${path}[${n}].text`)
      checkWhen(fact.when, `${path}[${n}].when`)
    }
  }
  check(template.footer, [...values, 'page', 'pages'], 'footer')
  checkFacts(template.cover, 'cover')
  for (const [n, section] of template.sections.entries()) {
    const path = `sections[${n}]`
    checkWhen(section.when, `${path}.when`)
    checkFacts(section.facts, `${path}.facts`)
    for (const [m, line] of (section.lines ?? []).entries()) {
      check(typeof line === 'string' ? line : line.text, values, `${path}.lines[${m}]`)
      if (typeof line !== 'string') checkWhen(line.when, `${path}.lines[${m}].when`)
    }
    faults.push(...tableFaults(section, fields).map(one => ({ file, path, ...one })))
    for (const [m, { text }] of (section.columns ?? []).entries()) {
      const known = fields[section.table ?? ''] ?? []
      for (const line of [text].flat()) check(line, known, `${path}.columns[${m}].text`)
    }
  }
  return faults
}

/** A phrase that is unknown, missing, or uses a value that it does not get. */
export function checkRegisterWords({ phrases }: RegisterWords, file: string): TemplateFault[] {
  const known = Object.keys(REGISTER_PHRASES)
  const fault = (name: string, message: string) => ({ file, path: `phrases.${name}`, message })
  return [
    ...Object.entries(phrases).flatMap(([name, text]) => {
      const values = Object.hasOwn(REGISTER_PHRASES, name) ? REGISTER_PHRASES[name] : undefined
      if (values === undefined) return [fault(name, `unknown phrase${hint(name, known)}`)]
      return unknownNames(text, values).map(message => fault(name, message))
    }),
    ...known
      .filter(name => !Object.hasOwn(phrases, name))
      .map(name => fault(name, 'the phrase is missing; registers need it')),
  ]
}

function tableFaults(section: RegisterSection, fields: Record<string, unknown>) {
  const { table, columns, empty } = section
  if (table === undefined) return []
  if (!Object.hasOwn(fields, table)) {
    return [{ message: `this register has no table "${table}"${hint(table, Object.keys(fields))}` }]
  }
  if (columns && empty !== undefined) return []
  return [{ message: 'a table needs "columns", and "empty": the words when it has no rows' }]
}

function unknownNames(text: string, known: readonly string[]): string[] {
  return placeholdersOf(text)
    .filter(name => !known.includes(name))
    .map(name => `unknown placeholder {${name}}${hint(name, known)}`)
}
