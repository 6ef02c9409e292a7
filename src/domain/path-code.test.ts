// Codes that stand in addresses, and those that cannot.

import { expect, test } from 'vitest'
import { pathCode } from './path-code.ts'

test.each(['clinic-001', 'A', '...', '.x', 'x.', 'a'.repeat(64)])(
  '%s stands in an address',
  code => {
    expect(new URL(`/v1/legal-holds/${code}`, 'http://x').pathname).toBe(`/v1/legal-holds/${code}`)
    expect(pathCode.safeParse(code).success).toBe(true)
  },
)

test.each(['.', '..', '', 'a b', 'a/b', 'é', 'a'.repeat(65)])('“%s” is no code', code => {
  expect(pathCode.safeParse(code).success).toBe(false)
})
