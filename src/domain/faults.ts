// Issues of zod as faults with RFC 6901 pointers. Words come from the schema, never from the values.

import type { z } from 'zod'
import type { Fault } from './domain-error.ts'

/** The shape of our own names. Any other key may itself be personal data and is not repeated. */
const SAFE_NAME = /^[a-z][A-Za-z0-9_]{0,39}$/

const MAX_FAULTS = 100

/** The issues of a failed parse in the order of the schema, the first hundred of them. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap(issue => faultsOfIssue(issue)).slice(0, MAX_FAULTS)
}

function faultsOfIssue(issue: z.core.$ZodIssue): Fault[] {
  const pointer = pointerOf(issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
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

/** RFC 6901, as far as its steps are names of ours. */
export function pointerOf(path: readonly PropertyKey[]): string {
  const unsafe = path.findIndex(step => typeof step !== 'number' && !SAFE_NAME.test(String(step)))
  const told = unsafe === -1 ? path : path.slice(0, unsafe)
  return told.map(step => `/${String(step)}`).join('')
}
