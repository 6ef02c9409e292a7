// The report of a run or a count: by class, what stays and why, the requests, the files.

import { HELD_REASONS, type HeldReason } from '../../usecases/retention-judgement.ts'
import type { RetentionReport } from '../../usecases/retention-report.ts'
import type { ClassCount } from '../../usecases/retention-tally.ts'
import { Definitions, Table } from '../components.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { Visit } from '../visit.tsx'
import { thousands } from '../words.ts'
import { retentionCodes, retentionWords } from './retention-words.ts'

/** What may stop a run in the middle leaves parts of a report out. */
export function ReportTables({
  visit,
  report,
}: {
  visit: Visit
  report: Partial<RetentionReport>
}) {
  const t = visit.say(retentionWords)
  const { due, held, erasable, erased, dry_run: isDry } = report
  if (due === undefined) return null
  return (
    <>
      <Definitions
        of={[
          [t.due, t.inNumbers(due)],
          ...(isDry
            ? [[t.erasable, t.inNumbers(erasable ?? 0)] as const]
            : [[t.erased, t.inNumbers(erased ?? 0)] as const]),
          [t.held, t.inNumbers(held ?? 0)],
        ]}
      />
      <Classes visit={visit} classes={report.classes ?? []} isDry={isDry === true} />
      <Reasons visit={visit} report={report} />
      <Surroundings visit={visit} report={report} />
    </>
  )
}

function Classes(props: { visit: Visit; classes: readonly ClassCount[]; isDry: boolean }) {
  const { visit, classes, isDry } = props
  const t = visit.say(retentionWords)
  const w = visit.say(ledgerWords)
  if (classes.length === 0) return null
  return (
    <Table
      caption={t.byClass}
      rows={classes}
      columns={[
        { head: t.class, cell: one => w.classes[one.class] },
        { head: t.direction, cell: one => w.directions[one.direction] },
        { head: t.due, cell: one => thousands(one.due), number: true },
        {
          head: isDry ? t.erasable : t.erased,
          cell: one => thousands(isDry ? one.due - one.held : one.erased),
          number: true,
        },
        { head: t.held, cell: one => thousands(one.held), number: true },
      ]}
    />
  )
}

/** Where each reason can be looked at. */
const PLACES: Partial<Record<HeldReason, string>> = {
  legal_hold: '/holds',
  disclosure_request: '/requests',
  approval_missing: '/retention/incomplete',
}

function Reasons({ visit, report }: { visit: Visit; report: Partial<RetentionReport> }) {
  const t = visit.say(retentionWords)
  const words = visit.say(retentionCodes).reasons
  const { reasons, legal_holds: holds = {} } = report
  const rows = HELD_REASONS.flatMap(reason => {
    const records = reasons?.[reason] ?? 0
    return records > 0 ? [{ reason, records }] : []
  })
  if (rows.length === 0) return <p>{t.noneHeld}</p>
  const isOverlapping = rows.reduce((sum, { records }) => sum + records, 0) > (report.held ?? 0)
  const codes = Object.entries(holds).map(([code, records]) => ({ code, records }))
  const count = { head: t.records, cell: one => thousands(one.records), number: true } as {
    head: string
    cell: (one: { records: number }) => string
    number: true
  }
  return (
    <>
      <Table
        caption={t.why}
        rows={rows}
        columns={[
          {
            head: t.why,
            cell: ({ reason }) => {
              const place = PLACES[reason]
              return place ? <a href={place}>{words[reason]}</a> : words[reason]
            },
          },
          count,
        ]}
      />
      {isOverlapping ? <p class="hint">{t.overlap}</p> : null}
      {codes.length > 0 ? (
        <Table
          caption={t.holds}
          rows={codes}
          columns={[
            { head: t.hold, cell: ({ code }) => <a href={`/holds/${code}`}>{code}</a> },
            count,
          ]}
        />
      ) : null}
    </>
  )
}

function Surroundings({ visit, report }: { visit: Visit; report: Partial<RetentionReport> }) {
  const t = visit.say(retentionWords)
  const { dry_run: isDry, history_erased: history, files } = report
  const requests = [
    [t.requestsDue, report.requests_due ?? 0],
    [t.requestsHeld, report.requests_held ?? 0],
    ...(isDry ? [] : [[t.requestsRedacted, report.requests_redacted ?? 0] as const]),
    ...(isDry ? [] : [[t.history, history?.audit_events ?? 0] as const]),
  ] as const
  return (
    <>
      <h2>{t.requests}</h2>
      <Definitions
        of={requests.map(([term, count]) => [term, t.inNumbers(Number(count))] as const)}
      />
      {isDry || !files ? null : (
        <p>
          {t.files}: {files.refused ? t.refused : isClean(files) ? t.clean : t.owed}
        </p>
      )}
    </>
  )
}

const isClean = ({ vacuumed, checkpointed, residue }: NonNullable<RetentionReport['files']>) =>
  vacuumed && checkpointed && residue.found === 0
