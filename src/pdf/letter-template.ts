// Loads the template files of both editions: checks shape and names, and says which file, where and what was meant.

import type { z } from 'zod'
import {
  EDITIONS,
  type Edition,
  LETTER_KINDS,
  type LetterKind,
} from '../usecases/letter-document.ts'
import { hint, TemplateError, type TemplateFault } from './template-fault.ts'
import { checkTemplateNames } from './template-names.ts'
import {
  type LetterTemplate,
  type LetterTemplates,
  letterSchema,
  PART_SCHEMAS,
  templateJsonSchema,
} from './template-schema.ts'

export type { LetterTemplates } from './template-schema.ts'
export type EditionTemplates = Readonly<Record<Edition, LetterTemplates>>

type Part = keyof typeof PART_SCHEMAS

/** Of a letter or another part, inside templates/: `en/not-exist.json`. */
export function templateFile(name: string, edition: Edition): string {
  return `${edition === 'ja' ? '' : `${edition}/`}${name.replaceAll('_', '-')}.json`
}

/** The files `parseTemplates` needs; who loads them finds them in `templates/`. */
export const TEMPLATE_FILES: readonly string[] = EDITIONS.flatMap(edition =>
  [...LETTER_KINDS, ...Object.keys(PART_SCHEMAS)].map(name => templateFile(name, edition)),
)

/** File name → parsed JSON (or its text). Throws `TemplateError` with every fault found at once. */
export function parseTemplates(files: Record<string, unknown>): EditionTemplates {
  const faults: TemplateFault[] = []
  const [ja, en] = EDITIONS.map(edition => parseEdition(edition, files, faults))
  if (!ja || !en || faults.length > 0) throw new TemplateError(faults)
  return { ja, en }
}

function parseEdition(edition: Edition, files: Record<string, unknown>, faults: TemplateFault[]) {
  const letters = {} as Record<LetterKind, LetterTemplate>
  for (const kind of LETTER_KINDS) {
    const file = templateFile(kind, edition)
    const letter = parseFile(file, letterSchema, files, faults)
    if (!letter) continue
    letters[kind] = letter
    if (letter.document !== kind) {
      const message = `must be "${kind}", as the name of the file says`
      faults.push({ file, path: 'document', message })
    }
  }
  const parts = {} as Record<Part, unknown>
  for (const [name, schema] of Object.entries<z.ZodType>(PART_SCHEMAS)) {
    parts[name as Part] = parseFile(templateFile(name, edition), schema, files, faults)
  }
  const templates = { ...parts, letters } as LetterTemplates
  // Whatever has its shape is read, so that all faults come at once; blocks stand in common.
  if (parts.common) {
    faults.push(...checkTemplateNames(templates, name => templateFile(name, edition)))
  }
  return templates
}

function parseFile<T>(
  file: string,
  schema: z.ZodType<T>,
  files: Record<string, unknown>,
  faults: TemplateFault[],
): T | undefined {
  let content = files[file]
  if (content === undefined) {
    faults.push({ file, path: '', message: 'the file is missing; put it back into templates/' })
    return undefined
  }
  if (typeof content === 'string') {
    try {
      content = JSON.parse(content)
    } catch (error) {
      faults.push({ file, path: '', message: `is not JSON: ${(error as Error).message}` })
      return undefined
    }
  }
  const result = schema.safeParse(content)
  if (result.success) return result.data
  for (const issue of result.error.issues) faults.push(...faultsOf(file, issue, content))
  return undefined
}

type Issue = z.core.$ZodIssue

function faultsOf(
  file: string,
  issue: Issue,
  content: unknown,
  above: PropertyKey[] = [],
): TemplateFault[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return nearestBranch(issue.errors).flatMap(inner => faultsOf(file, inner, content, path))
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      file,
      path: pathText([...path, key]),
      message: `unknown field${hint(key, fieldNames())}`,
    }))
  }
  let message = issue.message.endsWith('received undefined') ? 'is missing' : issue.message
  if (issue.code === 'invalid_value') {
    const given = valueAt(content, path)
    // zod lists every valid value; the nearest one says more than a hundred names.
    if (issue.values.length > 12) message = `unknown name "${String(given)}"`
    if (typeof given === 'string') message += hint(given, issue.values.map(String))
  }
  return [{ file, path: pathText(path), message }]
}

/** The alternative the author most likely meant: of the right type, with the fewest strange fields. */
function nearestBranch(branches: Issue[][]): Issue[] {
  const strange = (issues: Issue[]) =>
    issues.some(one => one.code === 'invalid_type' && one.path.length === 0)
      ? Number.POSITIVE_INFINITY
      : issues.reduce(
          (sum, one) =>
            sum + (one.code === 'unrecognized_keys' && one.path.length === 0 ? one.keys.length : 0),
          0,
        )
  const scored = branches.map(issues => ({ issues, strange: strange(issues) }))
  return scored.toSorted((a, b) => a.strange - b.strange || a.issues.length - b.issues.length)[0]!
    .issues
}

let knownFields: string[] | undefined

/** Every field that any template may have, for the nearest one to a misspelt one. */
function fieldNames(): string[] {
  if (knownFields !== undefined) return knownFields
  const found = new Set<string>()
  const visit = (node: unknown): void => {
    if (node === null || typeof node !== 'object') return
    const { properties } = node as { properties?: Record<string, unknown> }
    for (const name of Object.keys(properties ?? {})) found.add(name)
    for (const inner of Object.values(node)) visit(inner)
  }
  visit(templateJsonSchema())
  knownFields = [...found]
  return knownFields
}

function pathText(path: PropertyKey[]): string {
  return path
    .map((key, i) =>
      typeof key === 'number' ? `[${key}]` : i === 0 ? String(key) : `.${String(key)}`,
    )
    .join('')
}

function valueAt(content: unknown, path: PropertyKey[]): unknown {
  let value = content
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key]
  return value
}
