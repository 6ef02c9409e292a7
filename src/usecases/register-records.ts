// Reading the records of a register in pages, each opened, judged and put into its table.

import { legalDayOfInstant } from '../domain/calendar-date.ts'
import type { DataSubject } from '../domain/provision-event.ts'
import type { Deps, RecordFilter, RecordVersion } from './ports.ts'
import { readEvents } from './record-view.ts'
import type { Discretion } from './register-discretion.ts'
import type { RegisterOf } from './register-document.ts'
import { amendmentRows, gapRows, type RecordHistory } from './register-history.ts'
import { recordRow, tableOf } from './register-rows.ts'
import { RegisterTally } from './register-tally.ts'
import { findLegalHolds, readHolds } from './retention-holds.ts'
import { HIDDEN_WORDING } from './sight.ts'

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
      const holdCodes = legal.get(version.recordNo) ?? []
      drawn.add(version.recordNo)
      tally.add(current, holdCodes)
      tables[tableOf(version)].push(recordRow(deps, { ...current, holdCodes }, discretion))
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

/** Current versions with their events; of amended records, every version and its amendment. */
async function readHistories(
  deps: Deps,
  page: readonly RecordVersion[],
  { sight }: Discretion,
): Promise<RecordHistory[]> {
  const { records } = deps.stores
  const amended = page.filter(({ version }) => version > 0).map(({ recordNo }) => recordNo)
  const [older, amendments] =
    amended.length === 0
      ? [[], []]
      : await Promise.all([records.findHistories(amended, sight), records.findAmendments(amended)])
  const versions = [...page.filter(({ version }) => version === 0), ...older]
  const events = await readEvents(deps, versions)
  const histories = new Map<number, RecordHistory>(
    page.map(({ recordNo }) => [
      recordNo,
      { versions: [], amendments: amendments.filter(one => one.recordNo === recordNo) },
    ]),
  )
  for (const [n, version] of versions.entries()) {
    const event = events[n]
    if (!event) continue
    const data_subjects = inSight(version, event.data_subjects)
    histories.get(version.recordNo)?.versions.push({ version, event: { ...event, data_subjects } })
  }
  return [...histories.values()]
}

/** A line that a mark hides leaves no gap: the others are counted from 1. */
function inSight({ lines }: RecordVersion, subjects: readonly DataSubject[]): DataSubject[] {
  return subjects.filter((_subject, n) => lines[n] !== HIDDEN_WORDING)
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
