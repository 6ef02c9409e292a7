// What the history of a record may tell of its amendments (令11条): a hidden line is left out, and where one was
// changed the reason is too, for it may name whoever stands there.

import { differenceOf, type EventDifference } from '../domain/event-difference.ts'
import type { DataSubject, ProvisionEvent } from '../domain/provision-event.ts'
import { type AmendmentNote, openNote } from './amendment-note.ts'
import type { Deps, RecordVersion, StoredAmendment } from './ports.ts'
import type { Sight } from './sight.ts'

/** A version read with the sight `all`, and its event as far as the reader may see it (`eventInSight`). */
export interface SeenVersion {
  version: RecordVersion
  event: ProvisionEvent
}

/** An amendment between two versions; `told` is absent where it is about hidden lines alone. */
export interface SeenAmendment extends Pick<StoredAmendment, 'recordNo' | 'kind' | 'at' | 'by'> {
  earlier: SeenVersion
  later: SeenVersion
  told?: ToldAmendment
}

export interface ToldAmendment extends EventDifference {
  /** Both absent where a hidden line was changed. */
  reason?: string
  evidence?: string | undefined
}

/** A hidden line keeps its place and says nothing. */
export function eventInSight({ version, event }: SeenVersion, sight: Sight): ProvisionEvent {
  const hidden = sight === 'all' ? new Set() : hiddenLines(version)
  return {
    ...event,
    data_subjects: event.data_subjects.map((line, n) => (hidden.has(n + 1) ? {} : line)),
  }
}

/** A hidden line has its number at most; any other has a name, a reading or an identifier. */
export const isShown = ({ line: _number, ...subject }: { line?: number } & DataSubject) =>
  Object.keys(subject).length > 0

/** The amendments of one record, in order, as far as they may be told. */
export function tellAmendments(
  deps: Pick<Deps, 'vault'>,
  versions: readonly SeenVersion[],
  { amendments, sight }: { amendments: readonly StoredAmendment[]; sight: Sight },
): SeenAmendment[] {
  return versions.flatMap((later, n) => {
    const earlier = versions[n - 1]
    const amendment = amendments.find(({ version }) => version === later.version.version)
    if (!earlier || !amendment) return []
    const told = tell(openNote(deps, amendment), { earlier, later, sight })
    return [{ ...amendment, earlier, later, told }]
  })
}

/** Whether who may not see hidden lines may not know of this amendment either: it is about them alone. */
export function isUntold(earlier: SeenVersion, later: SeenVersion, note: AmendmentNote): boolean {
  const sight = 'unprotected'
  const seen = ({ version, event }: SeenVersion) => ({
    version,
    event: eventInSight({ version, event }, sight),
  })
  const told = tell(note, { earlier: seen(earlier), later: seen(later), sight })
  return later.version.isProtected || told === undefined
}

function tell(
  { reason, evidence, objection }: AmendmentNote,
  { earlier, later, sight }: { earlier: SeenVersion; later: SeenVersion; sight: Sight },
): ToldAmendment | undefined {
  const difference = withoutHiddenLines(differenceOf(earlier.event, later.event))
  const isAboutHidden =
    sight !== 'all' && changesHidden(earlier.version, later.version, objection?.line)
  if (!isAboutHidden) return { ...difference, reason, evidence }
  const isEmpty = Object.keys({ ...difference.before, ...difference.after }).length === 0
  return isEmpty ? undefined : difference
}

function hiddenLines({ isProtected, protectedLines, lines }: RecordVersion): ReadonlySet<number> {
  return new Set(isProtected ? lines.map((_id, n) => n + 1) : protectedLines)
}

/** Whether a line that is hidden before or after says something else now, or is the one objected to. */
function changesHidden(earlier: RecordVersion, later: RecordVersion, objectedTo?: number): boolean {
  return [...hiddenLines(earlier), ...hiddenLines(later)].some(
    line => line === objectedTo || earlier.lines[line - 1] !== later.lines[line - 1],
  )
}

type Numbered = { line: number } & DataSubject

function withoutHiddenLines({ before, after }: EventDifference): EventDifference {
  type Side = EventDifference['before']
  const linesOf = (side: Side) => ((side.lines ?? []) as Numbered[]).filter(isShown)
  const [old, now] = [linesOf(before), linesOf(after)]
  const join = ({ lines: _all, ...fields }: Side, lines: Numbered[]) =>
    old.length + now.length > 0 ? { ...fields, lines } : fields
  return { before: join(before, old), after: join(after, now) }
}
