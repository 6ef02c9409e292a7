// Reading the records of a register in pages, each opened, judged and put into its table.

import { legalDayOfInstant } from '../domain/calendar-date.ts'
import type { DataSubject, ProvisionEvent } from '../domain/provision-event.ts'
import type { Deps, RecordFilter, RecordVersion } from './ports.ts'
import { readEvents } from './record-view.ts'
import type { Discretion } from './register-discretion.ts'
import type { RegisterOf } from './register-document.ts'
import { amendmentRows, gapRows, type RecordHistory } from './register-history.ts'
import { recordRow, tableOf } from './register-rows.ts'
import { RegisterTally } from './register-tally.ts'
import { findLegalHolds, readHolds } from './retention-holds.ts'
import type { Sight } from './sight.ts'
import { eventInSight, isShown, type SeenVersion, tellAmendments } from './told-amendments.ts'

type Tables = RegisterOf<'provision_register'>['tables']

export interface ReadRegister {
  tables: Omit<Tables, 'erasures' | 'requests' | 'holds'>
  drawn: ReadonlySet<number>
  /** Records of the register that each legal hold keeps. */
  held: ReadonlyMap<string, number>
  lines: number
}

const PAGE = 500

/** The whole register in memory, its sources a page at a time. Oldest provision first. */
export async function readRegister(
  deps: Deps,
  filter: Omit<RecordFilter, 'limit'>,
  discretion: Discretion,
): Promise<ReadRegister> {
  const holds = await readHolds(deps, async () => new Map(), discretion.sight)
  const unregistered = await unregisteredCodes(deps)
  const today = legalDayOfInstant(deps.clock())
  const context = { deps, discretion, today, isUnregistered: isIn(unregistered) }
  const tally = new RegisterTally()
  const tables: ReadRegister['tables'] = {
    laws: [],
    summary: [],
    provided: [],
    received: [],
    related: [],
    exempt: [],
    gaps: [],
    amendments: [],
  }
  const drawn = new Set<number>()
  for (let after: RecordFilter['after']; ; ) {
    const page = await deps.stores.records.list({
      ...filter,
      limit: PAGE,
      ...(after ? { after } : {}),
    })
    const legal = await findLegalHolds(deps, holds, page)
    for (const history of await readHistories(deps, page, discretion)) {
      const current = history.versions.at(-1)
      if (!current) continue
      const { version } = current
      const { say } = history
      const holdCodes = legal.get(version.recordNo) ?? []
      drawn.add(version.recordNo)
      tally.add(current, holdCodes)
      tables[tableOf(version)].push(recordRow(deps, { ...current, holdCodes, say }, discretion))
      tables.gaps.push(...gapRows(history, context).reverse())
      tables.amendments.push(...amendmentRows(history, context).reverse())
    }
    const last = page.at(-1)
    if (!last || page.length < PAGE) break
    after = { occurredOn: last.occurredOn, recordNo: last.recordNo }
    await deps.janitor.rest()
  }
  for (const rows of Object.values(tables)) rows.reverse()
  return {
    tables: { ...tables, laws: tally.laws(), summary: tally.summary() },
    drawn,
    held: tally.held,
    lines: tally.lines,
  }
}

/** The records of a page in its order, each with every version. */
async function readHistories(
  deps: Deps,
  page: readonly RecordVersion[],
  { sight, speaker }: Discretion,
): Promise<RecordHistory[]> {
  const { records } = deps.stores
  const recordNos = page.map(({ recordNo }) => recordNo)
  const [versions, amendments] = await Promise.all([
    // Also what a mark hides: no text of the record may name it.
    records.findHistories(recordNos, 'all'),
    records.findAmendments(recordNos),
  ])
  const events = await readEvents(deps, versions)
  const all = versions.map((version, n) => ({ version, event: events[n] as ProvisionEvent }))
  const versionsOf = Map.groupBy(all, ({ version }) => version.recordNo)
  const amendmentsOf = Map.groupBy(amendments, ({ recordNo }) => recordNo)
  return recordNos.map(recordNo => {
    const whole = versionsOf.get(recordNo) ?? []
    const seen = inSight(whole, sight)
    return {
      versions: seen,
      amendments: tellAmendments(deps, seen, {
        amendments: amendmentsOf.get(recordNo) ?? [],
        sight,
      }),
      say: speaker(whole.map(({ event }) => event)),
    }
  })
}

/** A line that is hidden in every version leaves no gap: the others are counted from 1. */
function inSight(whole: readonly SeenVersion[], sight: Sight): SeenVersion[] {
  const events = whole.map(one => eventInSight(one, sight))
  const isEverShown = (_subject: DataSubject, n: number) =>
    events.some(({ data_subjects: subjects }) => isShown(subjects[n] ?? {}))
  return whole.map(({ version }, n) => {
    const event = events[n] as ProvisionEvent
    return { version, event: { ...event, data_subjects: event.data_subjects.filter(isEverShown) } }
  })
}

/** Codes that stand in events and nobody registered. */
async function unregisteredCodes({ stores }: Deps): Promise<Set<string>> {
  const codes = new Set<string>()
  for (let afterCode: string | undefined; ; ) {
    const page = await stores.thirdParties.list({
      limit: PAGE,
      ...(afterCode === undefined ? {} : { afterCode }),
    })
    for (const { code, revisions } of page) if (revisions.length === 0) codes.add(code)
    if (page.length < PAGE) return codes
    afterCode = page.at(-1)?.code
  }
}

const isIn = (codes: ReadonlySet<string>) => (code: string | undefined) =>
  code !== undefined && codes.has(code)
