// What stands beside the records in a register (documents.md 5.1, 9–11): erasures, requests, legal holds.

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { type DisclosureFile, openFiles } from './disclosure-file.ts'
import type { Deps } from './ports.ts'
import { count, type RegisterRow } from './register-document.ts'
import type { RegisterStore } from './register-ports.ts'

type Row<Name extends 'erasures' | 'requests' | 'holds'> = RegisterRow<'provision_register', Name>

const PAGE = 500

/** Runs that erased anything, of the whole ledger: a number is all that is left of what went. */
export async function erasureRows({ stores }: Pick<Deps, 'stores'>): Promise<Row<'erasures'>[]> {
  const rows: Row<'erasures'>[] = []
  for (let before: number | undefined; ; ) {
    const page = await stores.retention.listRuns({
      dryRun: false,
      limit: PAGE,
      ...(before === undefined ? {} : { before }),
    })
    for (const { runId, erased, finishedAt, startedAt } of page) {
      if (erased === 0) continue
      rows.push({
        runNo: String(runId),
        erasedOn: legalDayOfInstant(finishedAt ?? startedAt),
        records: count(erased),
      })
    }
    if (page.length < PAGE) return rows.reverse()
    before = page.at(-1)?.runId
  }
}

interface RequestsAsked {
  /** Numbers of the records in the register. */
  drawn: ReadonlySet<number>
  /** Absent where the register is of one third party: then only requests about its records. */
  receivedWithin?: { from?: CalendarDate | undefined; to?: CalendarDate | undefined }
}

/** Requests whose answer concerned a record of the register, and those received in its period; oldest first. */
export async function requestRows(
  deps: Pick<Deps, 'vault' | 'stores'>,
  { drawn, receivedWithin }: RequestsAsked,
): Promise<Row<'requests'>[]> {
  const rows: Row<'requests'>[] = []
  for (let after: string | undefined; ; ) {
    const page = await deps.stores.disclosures.list({ limit: PAGE, ...(after ? { after } : {}) })
    const received = new Map(page.map(({ requestNo, receivedOn }) => [requestNo, receivedOn]))
    for (const file of await openFiles(deps, page)) {
      const receivedOn = received.get(file.requestNo) ?? ''
      const recordNos = decidedRecords(file).filter(recordNo => drawn.has(recordNo))
      const { from = '', to = '9999-12-31' } = receivedWithin ?? {}
      const isOfPeriod = receivedWithin && from <= receivedOn && receivedOn <= to
      if (recordNos.length > 0 || isOfPeriod) rows.push(requestRow(file, receivedOn, recordNos))
    }
    if (page.length < PAGE) return rows.reverse()
    after = page.at(-1)?.requestNo
  }
}

function requestRow(
  { requestNo, state }: DisclosureFile,
  receivedOn: CalendarDate,
  recordNos: number[],
): Row<'requests'> {
  const { delivery, closedAt, decision, status } = state
  return {
    requestNo,
    receivedOn,
    repliedOn: delivery?.delivered_on ?? (closedAt ? legalDayOfInstant(closedAt) : undefined),
    // A withdrawal closes a request without a decision.
    outcome: { words: outcomeOf(decision?.outcome, status) },
    recordNos: recordNos.length > 0 ? recordNos.join('、') : { words: 'none' },
  }
}

function outcomeOf(outcome: string | undefined, status: string): string {
  if (outcome) return `outcome_${outcome}`
  return status === 'closed' ? 'outcome_withdrawn' : 'outcome_open'
}

/** What the answer was about: lines disclosed and lines refused. */
function decidedRecords({ state: { decision } }: DisclosureFile): number[] {
  const decided = [
    ...(decision?.lines ?? []).map(([recordNo]) => recordNo),
    ...(decision?.refusals ?? []).map(({ record_no }) => record_no),
  ]
  return [...new Set(decided)].sort((a, b) => a - b)
}

/** A row for each time that a hold was in force; `held` counts records of this register. */
export async function holdRows(
  { registers }: { registers: RegisterStore },
  held: ReadonlyMap<string, number>,
): Promise<Row<'holds'>[]> {
  const rows: Row<'holds'>[] = []
  const open = new Map<string, Row<'holds'>>()
  for (const { code, released, at } of await registers.listHoldRevisions()) {
    const row = open.get(code)
    if (released) {
      if (row) Object.assign(row, { releasedOn: legalDayOfInstant(at), records: undefined })
      open.delete(code)
    } else if (!row) {
      const placed = { code, placedOn: legalDayOfInstant(at), records: count(held.get(code) ?? 0) }
      open.set(code, placed)
      rows.push(placed)
    }
  }
  return rows
}
