// Loads the template files: checks shape and names, and says which file, where and what was meant.

import type { z } from 'zod'
import { hint, TemplateError, type TemplateFault } from './template-fault.ts'
import { checkTemplateNames } from './template-names.ts'
import { annexSchema, commonSchema, type LetterTemplates, letterSchema } from './template-schema.ts'

export type { LetterTemplates } from './template-schema.ts'

/** The files `parseTemplates` needs; who loads them finds them in `templates/`. */
export const TEMPLATE_FILES = [
  'disclosed-full.json',
  'not-exist.json',
  'annex.json',
  'common.json',
] as const

/** File name → parsed JSON (or its text). Throws `TemplateError` with every fault found at once. */
export function parseTemplates(files: Record<string, unknown>): LetterTemplates {
  const faults: TemplateFault[] = []
  const disclosedFull = parseFile('disclosed-full.json', letterSchema, files, faults)
  const notExist = parseFile('not-exist.json', letterSchema, files, faults)
  const annex = parseFile('annex.json', annexSchema, files, faults)
  const common = parseFile('common.json', commonSchema, files, faults)
  if (!disclosedFull || !notExist || !annex || !common) throw new TemplateError(faults)
  const templates: LetterTemplates = {
    letters: { disclosed_full: disclosedFull, not_exist: notExist },
    common,
    annex,
  }
  faults.push(...checkTemplateNames(templates))
  if (faults.length > 0) throw new TemplateError(faults)
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

function faultsOf(file: string, issue: Issue, content: unknown, above: PropertyKey[] = []) {
  const path = [...above, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = nearestBranch(issue.errors)
    const faults: TemplateFault[] = []
    for (const inner of nearest) faults.push(...faultsOf(file, inner, content, path))
    return faults
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      file,
      path: pathText([...path, key]),
      message: `unknown field${hint(key, FIELD_NAMES)}`,
    }))
  }
  let message = issue.message
  if (issue.code === 'invalid_value') {
    const given = valueAt(content, path)
    if (typeof given === 'string') message += hint(given, issue.values.map(String))
  }
  return [{ file, path: pathText(path), message }]
}

/** The alternative the author most likely meant: the one that got furthest into the value. */
function nearestBranch(branches: Issue[][]): Issue[] {
  const depth = (issues: Issue[]) =>
    Math.max(
      ...issues.map(one =>
        one.code === 'invalid_type' && one.path.length === 0 ? -1 : one.path.length,
      ),
    )
  const sorted = branches.toSorted((a, b) => depth(b) - depth(a) || a.length - b.length)
  return sorted[0] ?? []
}

const FIELD_NAMES = (
  '$schema about document title opening sections annex heading when lines text label bullet each ' +
  'fixed block language head addressee sender notice sectionHeading end footer partSeparator labelSeparator ' +
  'blocks phrases print data mark tables empty blank states csv rows bookmark dataName columns ' +
  'field width join headingForReference parts legend headings not_required not_recorded withheld'
).split(' ')

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
