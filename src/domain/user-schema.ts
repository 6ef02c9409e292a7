// A person at the console, as an administrator states it.

import { z } from 'zod'
import { ROLES } from './role.ts'

const personName = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(100, 'has 100 characters at most')
const email = z.email('must be an e-mail address').max(254)

export const newUserSchema = z.strictObject({
  name: personName,
  email,
  role: z.enum(ROLES),
})

export type NewUser = z.infer<typeof newUserSchema>

/** As addresses are compared: nobody has two accounts that differ in capitals or widths only. */
export function comparableEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}
