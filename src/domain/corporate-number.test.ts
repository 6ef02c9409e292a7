// The vectors of law.md 9.

import { expect, test } from 'vitest'
import { isCorporateNumber } from './corporate-number.ts'

test.each(['7123456789012', '4011001098993', '2120901007402', '7000012050002', '8700110005901'])(
  '%s is well formed',
  number => expect(isCorporateNumber(number)).toBe(true),
)

test.each([
  '8123456789012',
  '7123456789021',
  '0123456789012',
  '712345678901',
  '71234567890123',
  '７１２３４５６７８９０１２',
  '7-1234-5678-9012',
  '',
])('"%s" is not', number => expect(isCorporateNumber(number)).toBe(false))
