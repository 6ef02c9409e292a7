// Which registers were made, as the audit log tells it: by whom, when and of what.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { formatInstant } from '../domain/calendar-date.ts'
import type { REGISTER_EDITIONS } from '../domain/register-schema.ts'
import type { Deps } from './ports.ts'

export interface RegisterMade {
  audit_no: number
  at: string
  by: string
  edition: (typeof REGISTER_EDITIONS)[number]
  translation: 'en' | null
  from: CalendarDate | null
  to: CalendarDate | null
  third_party: string | null
  sha256: string
}

/** The newest first; not how long they are: with what marks hide they are longer. */
export async function listRegistersMade(
  { stores }: Pick<Deps, 'stores'>,
  page: { before?: number | undefined; limit: number },
): Promise<RegisterMade[]> {
  const events = await stores.audit.newest({ ...page, kind: 'register.made' })
  return events.map(({ auditNo, at, actor, detail }) => {
    const { edition, translation, from, to, third_party, sha256 } = detail
    return {
      audit_no: auditNo,
      at: formatInstant(at),
      by: actor,
      edition: edition as RegisterMade['edition'],
      translation: (translation as 'en' | undefined) ?? null,
      from: (from as CalendarDate | undefined) ?? null,
      to: (to as CalendarDate | undefined) ?? null,
      third_party: (third_party as string | undefined) ?? null,
      sha256: String(sha256),
    }
  })
}
