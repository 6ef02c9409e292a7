// Noting that a person says a record about them is wrong. A34 does not reach records of provision: what was
// recorded stays, and every later extract of the line says that and when it was objected to (documents.md 4.6).

import type { Objection } from '../domain/aftermath-schema.ts'
import { formatInstant } from '../domain/calendar-date.ts'
import { DomainError } from '../domain/domain-error.ts'
import { appendVersion, refuseVoid } from './append-version.ts'
import { type DisclosureFile, openFile, requireVerified, writeSteps } from './disclosure-file.ts'
import { type Caller, type Deps, type RecordVersion, StaleWriteError } from './ports.ts'
import { findRequestMatches, isOwn } from './request-matches.ts'

export interface NotedObjection {
  request_no: string
  record_no: number
  line: number
  noted_at: string
}

/**
 * At any time after the person was verified, also when the request is closed.
 * Throws not_found, request_closed (redacted), identity_not_verified, no_such_line for a line that is not
 * this person's, whoever's it is.
 */
export async function noteObjection(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, objection }: { requestNo: string; objection: Objection },
): Promise<NotedObjection> {
  const { record_no, line, statement } = objection
  await requireOwnLine(deps, await openFile(deps, requestNo), objection)
  const at = deps.clock()
  await appendVersion(deps, caller, record_no, async (current, event) => {
    refuseVoid(current)
    const file = await openFile(deps, requestNo)
    refuseStale(current, await requireOwnLine(deps, file, objection))
    return {
      event,
      reason: statement,
      objection: { line, request_no: requestNo },
      along: writeSteps(deps, caller, file, {
        steps: [{ kind: 'objection_noted', detail: { record_no, line } }],
        audit: { kind: 'disclosure.objection_noted', detail: { record_no, line } },
      }),
    }
  })
  return { request_no: requestNo, record_no, line, noted_at: formatInstant(at) }
}

async function requireOwnLine(
  deps: Deps,
  file: DisclosureFile,
  { record_no, line }: Pick<Objection, 'record_no' | 'line'>,
): Promise<RecordVersion> {
  requireVerified(file)
  const matches = await findRequestMatches(deps, file)
  const own = matches.find(one => one.recordNo === record_no && one.line === line && isOwn(one))
  if (own) return own.record
  throw new DomainError('no_such_line', 'This is no line of the person who asks.', {
    fix: 'Name an exact or confirmed line (GET …/matches), or one that the extract’s manifest names.',
  })
}

/** The line was judged against another version than the one to be followed. */
function refuseStale(current: RecordVersion, judged: RecordVersion) {
  if (judged.version !== current.version) throw new StaleWriteError()
}
