// Alerts of a request: its issued extract was overtaken by the records, or its mail came back. Derived on
// reading; the database notes with each amendment which extracts are to be looked at.

import { formatInstant } from '../domain/calendar-date.ts'
import { DomainError, notFound } from '../domain/domain-error.ts'
import { ruleOn } from '../domain/record-rules.ts'
import { type DisclosureFile, openFile, openFiles, writeSteps } from './disclosure-file.ts'
import { cellOf, PRINTED_ITEMS } from './extract-cells.ts'
import type { Caller, Deps, RecordVersion } from './ports.ts'
import { readEvents } from './record-view.ts'
import type { LaterVersion } from './request-link-ports.ts'
import { retryStale } from './retry-stale.ts'

export interface Alert {
  /** Its name within the request, e.g. `record-41-2-1` (record, version, line) or `returned-9` (step). */
  alert: string
  kind: 'record_amended' | 'record_voided' | 'delivery_returned'
  record_no?: number
  line?: number
  at: string
  settled: { at: string; by: string; how: string } | null
}

type AlertDeps = Pick<Deps, 'vault' | 'stores'>

/** In the order of records and versions, returned mail last. */
export async function findAlerts(deps: AlertDeps, file: DisclosureFile): Promise<Alert[]> {
  const [alerts] = await findAlertsOf(deps, [file])
  return alerts as Alert[]
}

/** Of each file. */
async function findAlertsOf(deps: AlertDeps, files: readonly DisclosureFile[]): Promise<Alert[][]> {
  const ofRecords = await findRecordAlerts(deps, files)
  return files.map((file, n) => {
    const settled = new Map(
      file.steps.flatMap(({ kind, detail, at, by }) =>
        kind === 'alert_settled'
          ? [[detail.alert, { at: formatInstant(at), by, how: detail.how }] as const]
          : [],
      ),
    )
    const alerts = [...(ofRecords[n] ?? []), ...returnedAlerts(file)]
    return alerts.map(one => ({ ...one, settled: settled.get(one.alert) ?? null }))
  })
}

/** Throws not_found for an alert that the request does not have. */
export async function getAlert(
  deps: AlertDeps,
  { requestNo, alert }: { requestNo: string; alert: string },
): Promise<{ file: DisclosureFile; found: Alert }> {
  const file = await openFile(deps, requestNo)
  const found = (await findAlerts(deps, file)).find(one => one.alert === alert)
  if (!found) throw notFound()
  return { file, found }
}

/** Says what was done about an alert. Throws not_found, already_settled. */
export function settleAlert(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { how, ...of }: { requestNo: string; alert: string; how: string },
): Promise<Alert> {
  return retryStale(async () => {
    const { file, found } = await getAlert(deps, of)
    if (found.settled) {
      throw new DomainError('already_settled', `Alert ${of.alert} is settled already.`, {
        fix: 'Nothing is to be done; a later version of the record raises an alert of its own.',
      })
    }
    await deps.stores.commit(
      writeSteps(deps, caller, file, {
        steps: [{ kind: 'alert_settled', detail: { alert: of.alert, how } }],
        audit: { kind: 'disclosure.alert_settled', detail: { alert: of.alert } },
      }),
    )
    return (await getAlert(deps, of)).found
  })
}

export interface AlertPage {
  /** Open ones. Numbers only. */
  alerts: (Omit<Alert, 'settled'> & { request_no: string })[]
  /** Goes into `after`; null at the end. A page holds those of so many requests, whole. */
  next_after: string | null
}

/** Requests opened at a go. */
const OPENED = 100

export async function listOpenAlerts(
  deps: AlertDeps & Pick<Deps, 'janitor'>,
  { after = '', limit }: { after?: string | undefined; limit: number },
): Promise<AlertPage> {
  /** Of each request that has one: those whose alerts are all settled take nobody's place. */
  const found: AlertPage['alerts'][] = []
  const touched = await deps.stores.requestLinks.listTouched(after)
  for (let from = 0; from < touched.length && found.length <= limit; from += OPENED) {
    const files = await openInOrder(deps, touched.slice(from, from + OPENED))
    for (const [n, alerts] of (await findAlertsOf(deps, files)).entries()) {
      const request_no = (files[n] as DisclosureFile).requestNo
      const open = alerts.filter(one => one.settled === null)
      if (open.length > 0) found.push(open.map(({ settled, ...one }) => ({ request_no, ...one })))
    }
    await deps.janitor.rest()
  }
  const alerts = found.slice(0, limit)
  const last = found.length > limit ? alerts.at(-1)?.[0] : undefined
  return { alerts: alerts.flat(), next_after: last?.request_no ?? null }
}

async function openInOrder(deps: AlertDeps, requestNos: readonly string[]) {
  const files = await openFiles(deps, await deps.stores.disclosures.findSeveral(requestNos))
  return files.sort((a, b) => (a.requestNo < b.requestNo ? -1 : 1))
}

function returnedAlerts({ steps }: DisclosureFile): Omit<Alert, 'settled'>[] {
  return steps
    .filter(({ kind }) => kind === 'delivery_returned')
    .map(({ step, at }) => ({
      alert: `returned-${step}`,
      kind: 'delivery_returned',
      at: formatInstant(at),
    }))
}

async function findRecordAlerts(
  deps: AlertDeps,
  files: readonly DisclosureFile[],
): Promise<Omit<Alert, 'settled'>[][]> {
  const extractNos = files.map(({ state, redactedAt }) =>
    redactedAt === null ? state.extractNo : undefined,
  )
  const issued = extractNos.filter(one => one !== undefined)
  if (issued.length === 0) return []
  const later = await deps.stores.requestLinks.findLaterVersions(issued)
  if (later.length === 0) return []
  const shownAt = await readShown(deps, later)
  const telling = later.filter(one => shownAt(one, one.version) !== shownAt(one, one.version - 1))
  const byExtract = Map.groupBy(telling, ({ extractNo }) => extractNo)
  return extractNos.map(extractNo =>
    (extractNo === undefined ? [] : (byExtract.get(extractNo) ?? [])).map(one => ({
      alert: `record-${one.recordNo}-${one.version}-${one.line}`,
      kind: shownAt(one, one.version) === VOID ? 'record_voided' : 'record_amended',
      record_no: one.recordNo,
      line: one.line,
      at: formatInstant(one.at),
    })),
  )
}

const VOID = 'void'

/** What an extract would show of a line at a version of its record, as one text to be compared. */
async function readShown(deps: AlertDeps, later: readonly LaterVersion[]) {
  const histories = await deps.stores.records.findHistories([
    ...new Set(later.map(({ recordNo }) => recordNo)),
  ])
  // Lines are compared by their wording's number: a shared record may have thousands.
  const events = await readEvents(
    deps,
    histories.map(version => ({ ...version, lines: [] })),
  )
  const cells = new Map(
    histories.map((version, n) => {
      const rule = ruleOn(version.rule, version.occurredOn)
      const source = { rule, version, event: events[n]! }
      const printed = PRINTED_ITEMS.map(item => cellOf(item, source))
      const { method, occurredOn } = version
      const text = JSON.stringify([rule.rule, method, occurredOn, printed])
      return [placeOf(version), { version, text }] as const
    }),
  )
  return ({ recordNo, line }: LaterVersion, version: number): string | undefined => {
    const at = cells.get(placeOf({ recordNo, version }))
    // A line under a protective mark (令11条) is in no worklist, and nobody is told that it changed.
    if (!at || at.version.isProtected || at.version.protectedLines.includes(line)) return undefined
    return at.version.void === null ? `${at.version.lines[line - 1]} ${at.text}` : VOID
  }
}

const placeOf = ({ recordNo, version }: Pick<RecordVersion, 'recordNo' | 'version'>) =>
  `${recordNo}:${version}`
