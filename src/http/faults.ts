// Issues of zod as faults with RFC 6901 pointers. Words come from the schema, never from the values.

import type { z } from 'zod'
import type { Fault } from '../domain/domain-error.ts'

const SAFE_NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,63}$/

/** Every issue of a failed parse, in the order of the schema. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap(issue => faultsOfIssue(issue))
}

function faultsOfIssue(issue: z.core.$ZodIssue): Fault[] {
  const pointer = pointerOf(issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      // A key of another shape may itself be personal data: it is not repeated.
      pointer: SAFE_NAME.test(key) ? pointerOf([...issue.path, key]) : pointer,
      code: 'unknown_field',
      detail: 'is not a field of the contract',
      fix: 'Remove it, or check its spelling in /docs.',
    }))
  }
  if (issue.code === 'invalid_key') {
    return [
      {
        pointer: pointerOf(issue.path.slice(0, -1)),
        code: 'invalid_key',
        detail: `a key ${issue.issues.map(({ message }) => message).join('; ')}`,
      },
    ]
  }
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
  if (missing) return [{ pointer, code: 'required', detail: 'is required', fix: 'Add the field.' }]
  return [
    {
      pointer,
      code: issue.code === 'custom' ? 'invalid_value' : issue.code,
      detail: issue.message,
    },
  ]
}

export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map(step => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
