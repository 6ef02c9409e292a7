// Settling a conflict: with the basis that is true, or as a breach with the measures taken (contract 5).

import { DomainError } from '../domain/domain-error.ts'
import { CONFLICT_CODES, type ConflictCode } from '../domain/gaps.ts'
import { basisAllows } from '../domain/legal-basis.ts'
import type { Settlement } from '../domain/record-schema.ts'
import { appendVersion, refuseVoid } from './append-version.ts'
import type { Caller, Deps } from './ports.ts'
import type { RecordSummary } from './record-view.ts'
import { refuseUnseen, type Seen } from './seen-record.ts'

/** Throws no_such_conflict when `code` is not open on the record, and changed_meanwhile. */
export async function settleConflict(
  deps: Deps,
  caller: Caller,
  recordNo: number,
  { code, basis, breach, evidence, seen }: Settlement & { code: string } & Seen,
): Promise<RecordSummary> {
  return appendVersion(deps, caller, recordNo, (current, event) => {
    refuseVoid(current)
    if (!current.conflicts.includes(code as ConflictCode)) {
      const known = (CONFLICT_CODES as readonly string[]).includes(code)
      throw new DomainError('no_such_conflict', 'This conflict is not open on the record.', {
        fix: known
          ? 'Read the record: it was settled, or never arose.'
          : `The codes are ${CONFLICT_CODES.join(', ')}.`,
      })
    }
    refuseUnseen(deps, { caller, seen }, { version: current, event })
    const settlement = { kind: 'settlement' as const, evidence }
    if (breach) {
      return { ...settlement, event, reason: breach.measures, settle: code as ConflictCode }
    }
    if (!basis || !basisAllows(basis, current.direction)) {
      throw new DomainError('invalid_body', `This is not a basis of ${current.direction} events.`, {
        faults: [{ pointer: '/basis', code: 'invalid_value', detail: 'is not of this direction' }],
      })
    }
    return {
      ...settlement,
      event: { ...event, basis },
      cures: code as ConflictCode,
      reason: `basis ${event.basis} → ${basis}`,
    }
  })
}
