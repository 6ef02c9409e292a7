// Voiding a record: it did not happen, is a duplicate, or came from the wrong source.

import type { Voiding } from '../domain/record-schema.ts'
import { appendVersion, refuseVoid } from './append-version.ts'
import type { Caller, Deps } from './ports.ts'
import type { RecordSummary } from './record-view.ts'
import { refuseUnseen, type Seen } from './seen-record.ts'

/** Out of extracts and matches, in the registers; retention runs on. Throws already_void, changed_meanwhile. */
export async function voidRecord(
  deps: Deps,
  caller: Caller,
  recordNo: number,
  { reason, note, seen }: Voiding & Seen,
): Promise<RecordSummary> {
  return appendVersion(deps, caller, recordNo, (current, event) => {
    refuseVoid(current)
    refuseUnseen(deps, { caller, seen }, { version: current, event })
    return { event, kind: 'void', void: reason, reason: note ?? reason }
  })
}
