// The operator's JSON file: read, checked against its schema, every fault with its pointer.

import { readFileSync } from 'node:fs'
import { type Operator, operatorSchema } from '../../domain/operator.ts'
import type { ConfigFault } from './config.ts'
import { systemCode } from './fault.ts'

/** The settings, or every fault of the file. */
export function readOperatorFile(
  file: string,
): { operator: Operator } | { faults: [ConfigFault, ...ConfigFault[]] } {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return fault(file, `cannot be read (${systemCode(error)})`, 'Check KIROKUBO_OPERATOR_FILE.')
  }
  let raw: unknown
  try {
    // Editors on Windows put a byte order mark before the brace.
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    return fault(file, `is not JSON: ${(error as Error).message}`, 'Mend the JSON.')
  }
  const parsed = operatorSchema.safeParse(raw)
  if (parsed.success) return { operator: parsed.data }
  const [first, ...others] = parsed.error.issues.map(issue => ({
    name: file,
    detail: `at ${pointerOf(issue.path)}: ${issue.message}`,
    fix: 'Mend the value; samples/*/operator.json show files that fit.',
  }))
  return { faults: [first!, ...others] }
}

function fault(name: string, detail: string, fix: string): { faults: [ConfigFault] } {
  return { faults: [{ name, detail, fix }] }
}

function pointerOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the top'
  return path.map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
