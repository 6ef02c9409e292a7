// The record of erasure (廃棄記録, documents.md 5.2): one per finished run, of numbers, codes and days only.

import { addDays, formatInstant, legalDayOfInstant } from '../domain/calendar-date.ts'
import { DomainError, notFound } from '../domain/domain-error.ts'
import { erasedRows } from './erasure-record-rows.ts'
import { firstVerificationSince } from './ledger-verification.ts'
import type { Edition, Phrase } from './letter-document.ts'
import type { Deps } from './ports.ts'
import { count, instant, type RegisterOf, type RegisterRow } from './register-document.ts'
import { mostRows } from './register-size.ts'
import type { JanitorResult, StoredRun } from './retention-ports.ts'
import type { RetentionReport } from './retention-report.ts'

export interface ErasureRecordOrder {
  edition: Edition
  /** A run that erased more than is drawn at once lists the records in volumes. */
  volume: number
}

type ErasureRecord = RegisterOf<'erasure_record'>
type Row<Name extends keyof ErasureRecord['tables']> = RegisterRow<'erasure_record', Name>
type FinishedRun = StoredRun & { finishedAt: number; report: RetentionReport }

/**
 * The same bytes while nothing about the run changes. `order` is asked once the run is found, so that a
 * faulty query comes after 404. Throws not_found, run_not_finished.
 */
export async function drawErasureRecord(
  deps: Deps,
  runId: number,
  order: () => ErasureRecordOrder,
): Promise<{ pdf: Uint8Array; fileName: string }> {
  const run = await finishedRun(deps, runId)
  const { edition, volume } = order()
  const volumes = Math.max(1, Math.ceil(run.erased / mostRows(deps)))
  if (volume > volumes) throw notFound()
  const document = await compose(deps, run, { volume, volumes })
  const pdf = await deps.printer.printRegister({ document, edition }, run.finishedAt)
  const name = [
    `kiroku_erasure_${runId}`,
    ...(volumes > 1 ? [String(volume)] : []),
    ...(edition === 'ja' ? [] : [edition]),
  ]
  return { pdf, fileName: `${name.join('_')}.pdf` }
}

/** A dry run erased nothing: it has no record. */
async function finishedRun({ stores }: Deps, runId: number): Promise<FinishedRun> {
  const run = await stores.retention.findRun(runId)
  if (!run || run.dryRun) throw notFound()
  if (run.finishedAt !== null) return run as FinishedRun
  throw new DomainError('run_not_finished', `Retention run ${runId} goes on.`, {
    fix: 'Ask again when GET /v1/retention/runs/{run_id} says done, stopped or failed.',
  })
}

async function compose(
  deps: Deps,
  run: FinishedRun,
  { volume, volumes }: { volume: number; volumes: number },
): Promise<ErasureRecord> {
  const most = mostRows(deps)
  const first = (volume - 1) * most
  const listed = await erasedRows(deps, run.runId, { first, last: first + most })
  const { report } = run
  const { operator } = deps
  return {
    kind: 'erasure_record',
    values: {
      runNo: String(run.runId),
      ...(operator.name ? { operatorName: operator.name } : {}),
      madeAt: at(run.finishedAt),
      startedAt: at(run.startedAt),
      finishedAt: at(run.finishedAt),
      startedBy: startedBy(run),
      ...(listed.approvers.length > 0 ? { approvers: listed.approvers.join('、') } : {}),
      asOfOn: run.asOf,
      graceDays: String(report.grace_days ?? operator.retention.grace_days),
      voluntaryYears: String(report.voluntary_years ?? operator.retention.voluntary_years),
      state: { words: report.stopped_for ? 'state_budget' : `state_${run.state}` },
      ...methodValues(run),
      ...(report.records && {
        recordsBefore: count(report.records.before),
        recordsAfter: count(report.records.after),
      }),
      ...(await verificationValues(deps, run)),
      ...historyValues(report),
      ...(await copyValues(deps, run)),
      failed: count(sumOf(report, failedOf)),
      ...(report.error ? { error: report.error } : {}),
      nextRunAt: at(nextNight(run.finishedAt)),
      ...(volumes > 1 ? { volume: String(volume), volumes: String(volumes) } : {}),
      ...(run.erased > 0 && listed.total === 0 ? { detailsGone: { words: 'stated' } } : {}),
    },
    tables: {
      results: (report.classes ?? []).map(row => ({
        class: { words: `class_${row.class.toLowerCase()}` },
        direction: { words: row.direction },
        due: count(row.due),
        erased: count(row.erased),
        held: count(row.held),
        failed: count(failedOf(row)),
      })),
      reasons: reasonRows(report),
      incomplete: listed.incomplete,
      erased: listed.erased,
    },
  }
}

const at = (ms: number): Phrase => instant(formatInstant(ms))

function startedBy({ startedBy: actor }: FinishedRun): Phrase {
  if (actor === 'schedule') return { words: 'by_schedule' }
  return { words: 'by_hand', values: { actor } }
}

/** A void or a failed commit leaves a record that was neither erased nor held. */
const failedOf = ({ due, erased, held }: RetentionReport['classes'][number]) => due - erased - held

function sumOf(
  { classes = [] }: RetentionReport,
  of: (row: RetentionReport['classes'][number]) => number,
): number {
  return classes.reduce((sum, row) => sum + of(row), 0)
}

function reasonRows({
  reasons = {} as never,
  legal_holds = {},
}: RetentionReport): Row<'reasons'>[] {
  const codes = Object.entries(legal_holds).map(([code, records]) => ({
    words: 'hold_of',
    values: { code, count: count(records) },
  }))
  return Object.entries<number>(reasons).map(([reason, records]) => ({
    reason: { words: `reason_${reason}` },
    ...(reason === 'legal_hold' && codes.length > 0 ? { codes } : {}),
    records: count(records),
  }))
}

/** How the files were rid of what went: by this run, by a later one, or not yet. */
function methodValues(run: FinishedRun): ErasureRecord['values'] {
  const { files } = run.report
  if (!files) {
    if (run.erased === 0) return { vacuum: { words: 'nothing_erased' } }
    if (run.cleanedAt === null) return { vacuum: { words: 'cleaning_owed' } }
    return { vacuum: { words: 'cleaned_later', values: { at: at(run.cleanedAt) } } }
  }
  const { refused, vacuumed, checkpointed, residue } = files
  return {
    vacuum: { words: refused ? 'vacuum_refused' : vacuumed ? 'vacuumed' : 'cleaning_owed' },
    ...(refused ? {} : { checkpoint: { words: checkpointed ? 'checkpointed' : 'log_left' } }),
    ...(refused ? {} : { traces: traces(residue) }),
  }
}

function traces({ sought, found }: JanitorResult['residue']): Phrase {
  return { words: 'traces', values: { sought: count(sought), found: count(found) } }
}

async function verificationValues(
  deps: Pick<Deps, 'stores'>,
  run: FinishedRun,
): Promise<ErasureRecord['values']> {
  const verified = await firstVerificationSince(deps, run.finishedAt)
  if (!verified) return {}
  return { verifiedAt: at(verified.at), verifiedFaults: count(verified.faults) }
}

function historyValues({ history_erased: history }: RetentionReport): ErasureRecord['values'] {
  if (!history || history.audit_events + history.erasures === 0) return {}
  return {
    historyAuditEvents: count(history.audit_events),
    historyErasures: count(history.erasures),
  }
}

/** Copies that outlive what went: backups as far as the store knows of them, issued papers, exports. */
async function copyValues(
  { stores, operator }: Deps,
  run: FinishedRun,
): Promise<ErasureRecord['values']> {
  const kept = run.report.files?.kept_in_backups
  const exportedAt = await lastExportBefore(stores, run.finishedAt)
  return {
    backups: kept
      ? {
          words: 'backups_kept',
          values: {
            where: kept.where,
            days: String(kept.days),
            date: addDays(legalDayOfInstant(run.finishedAt), kept.days),
          },
        }
      : { words: 'backups_unknown' },
    extracts: count(await stores.registers.countExtractsOfErased(run.runId)),
    registerYears: String(operator.register_years),
    ...(exportedAt === undefined ? {} : { exportedAt: at(exportedAt) }),
  }
}

async function lastExportBefore(
  { audit }: Deps['stores'],
  instantMs: number,
): Promise<number | undefined> {
  let newest: number | undefined
  for (let after = 0; ; ) {
    const page = await audit.list({ after, kind: 'ledger.exported', limit: 1000 })
    newest = page.findLast(one => one.at <= instantMs)?.at ?? newest
    if (page.length < 1000) return newest
    after = page.at(-1)?.auditNo ?? after
  }
}

/** 03:30 in Japan (contract 7). */
function nextNight(after: number): number {
  const day = legalDayOfInstant(after)
  const night = Date.parse(`${day}T03:30:00+09:00`)
  return night > after ? night : Date.parse(`${addDays(day, 1)}T03:30:00+09:00`)
}
