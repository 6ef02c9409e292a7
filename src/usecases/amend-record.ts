// Amending a record: a merge patch over its event, judged anew, with a reason.

import { toLegalDay } from '../domain/calendar-date.ts'
import { DomainError, type Fault } from '../domain/domain-error.ts'
import { differenceOf } from '../domain/event-difference.ts'
import { faultsOf } from '../domain/faults.ts'
import { mergePatch } from '../domain/merge-patch.ts'
import type { ProvisionEvent, RecordedThirdParty } from '../domain/provision-event.ts'
import { provisionEventSchema } from '../domain/provision-schema.ts'
import type { Amendment } from '../domain/record-schema.ts'
import { appendVersion, refuseVoid } from './append-version.ts'
import type { Caller, Deps } from './ports.ts'
import type { RecordSummary } from './record-view.ts'
import { refuseUnseen, type Seen } from './seen-record.ts'
import { readThirdParties } from './third-party-register.ts'

/** What an amendment never touches: another id or direction is another provision. */
const FIXED_FIELDS = ['event_id', 'direction', 'data_subjects']

/**
 * Appends an amendment (contract 5). Throws invalid_body, no_such_line, nothing_changed, evidence_needed and
 * changed_meanwhile.
 */
export async function amendRecord(
  deps: Deps,
  caller: Caller,
  recordNo: number,
  { reason, evidence, changes, seen }: Amendment & Seen,
): Promise<RecordSummary> {
  return appendVersion(deps, caller, recordNo, async (current, event) => {
    refuseVoid(current)
    refuseUnseen(deps, { caller, seen }, { version: current, event })
    const amended = await applyChanges(deps, event, changes)
    const { before, after } = differenceOf(event, amended)
    if (Object.keys(before).length + Object.keys(after).length === 0) {
      throw new DomainError('nothing_changed', 'The record already reads like this.', {
        fix: 'Check the values in `changes`.',
      })
    }
    return { event: amended, reason, evidence }
  })
}

async function applyChanges(
  deps: Deps,
  event: ProvisionEvent,
  changes: Amendment['changes'],
): Promise<ProvisionEvent> {
  const { lines = [], add_lines: added = [], ...patch } = changes
  refuse(
    FIXED_FIELDS.filter(field => field in patch).map(field => ({
      pointer: `/changes/${field}`,
      code: 'fixed_field',
      detail: 'cannot be amended',
      fix:
        field === 'data_subjects'
          ? 'Use lines: [{line, set}] and add_lines.'
          : 'Void the record and post the provision anew.',
    })),
  )
  const thirdParty = await amendThirdParty(deps, event, patch)
  const merged = mergePatch(event, patch) as ProvisionEvent
  const dataSubjects = [...event.data_subjects]
  for (const { line, set } of lines) {
    const wording = dataSubjects[line - 1]
    if (!wording) {
      throw new DomainError('no_such_line', `The record has no line ${line}.`, {
        fix: `Lines run from 1 to ${dataSubjects.length}; use add_lines for a further person.`,
      })
    }
    dataSubjects[line - 1] = mergePatch(wording, set) as ProvisionEvent['data_subjects'][number]
  }
  const amended = { ...merged, third_party: thirdParty, data_subjects: [...dataSubjects, ...added] }
  const parsed = provisionEventSchema.safeParse(amended)
  if (parsed.success) return parsed.data
  refuse(
    faultsOf(parsed.error).map(fault => ({
      ...fault,
      pointer: pointerInto(changes, fault.pointer, event.data_subjects.length),
    })),
  )
  throw parsed.error
}

/** A pointer into the amended event as one into the changes that were sent. */
function pointerInto(changes: Amendment['changes'], pointer: string, lineCount: number): string {
  const [, line, rest = ''] = /^\/data_subjects\/(\d+)(.*)$/.exec(pointer) ?? []
  if (line === undefined) return `/changes${pointer}`
  const at = Number(line)
  if (at >= lineCount) return `/changes/add_lines/${at - lineCount}${rest}`
  const patch = (changes.lines ?? []).findLastIndex(({ line: number }) => number === at + 1)
  return `/changes/lines/${patch}/set${rest}`
}

/** Another code brings the wording of that third party; other fields are patched into the frozen one. */
async function amendThirdParty(
  deps: Deps,
  event: ProvisionEvent,
  patch: Record<string, unknown>,
): Promise<unknown> {
  const stated = patch.third_party as RecordedThirdParty | undefined | null
  if (stated === undefined) return event.third_party
  if (stated === null) return undefined
  const posted = typeof patch.occurred_on === 'string' ? toLegalDay(patch.occurred_on) : undefined
  const day = posted ?? event.occurred_on
  const merge = (wording: unknown) => ({
    ...(mergePatch(wording, stated) as RecordedThirdParty),
    // Elsewhere null removes; here it states that the body has no representative (contract 4).
    ...(stated.representative === null ? { representative: null } : {}),
  })
  if (typeof stated.code !== 'string' || stated.code === event.third_party.code) {
    return merge(event.third_party)
  }
  const parties = await readThirdParties(deps, [stated.code])
  return merge(parties.freeze({ code: stated.code }, day))
}

function refuse(faults: Fault[]) {
  if (faults.length === 0) return
  throw new DomainError('invalid_body', 'The amended event would not be one; see errors.', {
    fix: 'Mend every pointer in errors; nothing was changed.',
    faults,
  })
}
