// Numbers in paths and queries: digits only, so that 0x1 and 1e0 name nothing.

import { z } from '@hono/zod-openapi'

const digits = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number)

export const positiveNumber = digits.refine(value => value >= 1, 'must be 1 or more')
export const wholeNumber = digits

/** How many rows a page holds. */
export const pageSize = (max: number, normal: number) =>
  digits.refine(value => value >= 1 && value <= max, `must be from 1 to ${max}`).default(normal)
