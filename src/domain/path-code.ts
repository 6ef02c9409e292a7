// A code that callers choose and that stands in addresses: of a third party, a hold, a mark.

import { z } from 'zod'

/** No `.` and no `..`: every address with one leads elsewhere, so nobody could ever read or change what it names. */
export const pathCode = z
  .string()
  .regex(
    /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,64}$/,
    'must be 1 to 64 of A-Z a-z 0-9 . _ -, not just dots',
  )
