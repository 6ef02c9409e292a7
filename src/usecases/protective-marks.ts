// Placing, releasing and reading protective marks (令11条): every change is a further revision, and what it
// hides is hidden in the same commit.

import canonicalize from 'canonicalize'
import { formatInstant } from '../domain/calendar-date.ts'
import { changedMeanwhile, DomainError, type Fault, notFound } from '../domain/domain-error.ts'
import type { ProtectiveMark } from '../domain/protective-mark.ts'
import { identityOfStated } from '../domain/stated-person.ts'
import { findAbsentLines, type NamedLine } from './absent-scope.ts'
import type { Act } from './approval-revisions.ts'
import { judgeWordings } from './find-matching-lines.ts'
import type { Caller, Deps, Write } from './ports.ts'
import { openMark } from './protected-lines.ts'
import type { MarkedScope, StoredMark } from './protective-mark-ports.ts'
import { retryStale } from './retry-stale.ts'
import { markContext } from './seal-contexts.ts'
import { type Approved, requireApproval } from './second-person.ts'

export interface ProtectiveMarkView extends ProtectiveMark {
  code: string
  revision: number
  released: boolean
  /** When this revision was made, and by whom. */
  at: string
  by: string
  /** How much of the records there are now; a whole record counts no lines. */
  hides: { records: number; lines: number }
}

/**
 * Places a mark, or changes it; the same content again changes nothing while it is in force.
 * Throws invalid_body with a pointer to each record or line that is not there, approval_needed.
 * @param seen the revision that the caller looked at, 0 for none: throws changed_meanwhile when it is another one.
 */
export function placeProtectiveMark(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { code, ...mark }: ProtectiveMark & { code: string },
  seen?: number,
): Promise<{ code: string; revision: number; created: boolean }> {
  return retryStale(async () => {
    const placed = await deps.stores.protectiveMarks.find(code)
    if (seen !== undefined && seen !== (placed?.revision ?? 0)) throw changedMeanwhile()
    if (placed && !placed.released && isSame(openMark(deps, placed), mark)) {
      return { code, revision: placed.revision, created: false }
    }
    const revision = (placed?.revision ?? 0) + 1
    const found = await find(deps, mark)
    const approved = await requireApproval(deps, placingOf(code, { mark, placed }))
    const hiding = deps.stores.protectiveMarks.hide({ code, revision }, found)
    await append(deps, caller, { code, revision, released: false, mark, approved }, hiding)
    return { code, revision, created: revision === 1 }
  })
}

/** What the mark alone hid is there again for everybody, at once. Throws approval_needed. @param seen as for placing it. */
export function releaseProtectiveMark(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  code: string,
  seen?: number,
): Promise<{ code: string; revision: number }> {
  return retryStale(async () => {
    const placed = await markInForce(deps, code)
    if (seen !== undefined && seen !== placed.revision) throw changedMeanwhile()
    const content = { revision: placed.revision }
    const approved = await requireApproval(deps, { kind: 'mark_release', subject: code, content })
    const revision = placed.revision + 1
    const mark = openMark(deps, placed)
    const shown = [deps.stores.protectiveMarks.unhide(code)]
    await append(deps, caller, { code, revision, released: true, mark, approved }, shown)
    return { code, revision }
  })
}

/** What a second person says yes to: the mark, and which revision it takes the place of. */
export const placingOf = (
  code: string,
  { mark, placed }: { mark: ProtectiveMark; placed: StoredMark | undefined },
): Act => ({
  kind: 'mark_placing',
  subject: code,
  content: { mark, replaces: placed?.revision ?? null },
})

/** Throws invalid_body as placing it would. */
export async function checkMark(deps: Deps, mark: ProtectiveMark): Promise<void> {
  await find(deps, mark)
}

/** Throws not_found, already_released. */
export async function markInForce({ stores }: Pick<Deps, 'stores'>, code: string) {
  const placed = await stores.protectiveMarks.find(code)
  if (!placed) throw notFound()
  if (!placed.released) return placed
  throw new DomainError('already_released', `Protective mark ${code} is released already.`, {
    fix: 'Nothing is to be done; to hide again, PUT the mark once more.',
  })
}

/** All marks, released ones too; the reading is logged. */
export async function listProtectiveMarks(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
): Promise<ProtectiveMarkView[]> {
  return view(deps, caller, await deps.stores.protectiveMarks.list())
}

/** Throws not_found. */
export async function readProtectiveMark(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  code: string,
): Promise<ProtectiveMarkView> {
  const placed = await deps.stores.protectiveMarks.find(code)
  if (!placed) throw notFound()
  const [mark] = await view(deps, caller, [placed])
  return mark as ProtectiveMarkView
}

/** A candidate is hidden as an exact match is: what is told once cannot be taken back, a mark can. */
async function find(deps: Deps, { scope }: ProtectiveMark): Promise<MarkedScope> {
  const { record_nos: recordNos, lines, third_party: thirdParty, data_subject: person } = scope
  if (person) {
    const { digests, found, judged } = await judgeWordings(deps, identityOfStated(person), 'all')
    return { wordingIds: [...judged.keys()], digests, found: found.length }
  }
  if (thirdParty !== undefined) return { thirdParty }
  const named = recordNos?.map(recordNo => ({ recordNo, line: 0 })) ?? lines?.map(toLine) ?? []
  await refuseUnknown(deps, named, recordNos ? 'record_nos' : 'lines')
  return recordNos ? { recordNos } : { lines: named }
}

const toLine = ({ record_no, line }: { record_no: number; line: number }) => ({
  recordNo: record_no,
  line,
})

/** A slip of the pen would protect nobody. */
async function refuseUnknown(
  deps: Deps,
  named: readonly NamedLine[],
  field: 'record_nos' | 'lines',
) {
  const absent = await findAbsentLines(deps, named, 'all')
  const faults = absent.map(
    (one): Fault => ({
      pointer: `/scope/${field}/${named.indexOf(one)}`,
      code: 'not_there',
      detail: 'names nothing that is there',
    }),
  )
  if (faults.length === 0) return
  throw new DomainError('invalid_body', 'The mark names what is not there; nothing was marked.', {
    fix: 'Mend every pointer in errors.',
    faults,
  })
}

async function append(
  { stores, vault, clock }: Deps,
  { actor }: Pick<Caller, 'actor'>,
  {
    mark,
    approved,
    ...revision
  }: Pick<StoredMark, 'code' | 'revision' | 'released'> & {
    mark: ProtectiveMark
    approved: Approved
  },
  hiding: Write[],
) {
  const at = clock()
  const sealed = vault.seal(JSON.stringify(mark), markContext(revision.code, revision.revision))
  await stores.commit([
    stores.protectiveMarks.insert({ ...revision, at, by: actor, sealed }),
    ...hiding,
    ...approved.writes({ actor }),
    ...stores.counts.recountHidden(),
    ...stores.audit.insert([
      {
        at,
        kind: revision.released ? 'protective_mark.released' : 'protective_mark.placed',
        actor,
        detail: {
          code: revision.code,
          revision: revision.revision,
          ground: mark.ground,
          scope: Object.keys(mark.scope)[0],
          ...approved.detail,
        },
      },
    ]),
  ])
}

async function view(deps: Deps, { actor }: Pick<Caller, 'actor'>, placed: StoredMark[]) {
  const codes = placed.map(({ code }) => code)
  const { protectiveMarks, audit, commit } = deps.stores
  const hidden = new Map(
    (await protectiveMarks.countHidden(codes)).map(({ code, ...counts }) => [code, counts]),
  )
  if (codes.length > 0) {
    await commit(
      audit.insert([{ at: deps.clock(), kind: 'protective_mark.read', actor, detail: { codes } }]),
    )
  }
  return placed.map(stored => ({
    code: stored.code,
    revision: stored.revision,
    released: stored.released,
    at: formatInstant(stored.at),
    by: stored.by,
    ...openMark(deps, stored),
    hides: hidden.get(stored.code) ?? { records: 0, lines: 0 },
  }))
}

const isSame = (a: ProtectiveMark, b: ProtectiveMark) => canonicalize(a) === canonicalize(b)
