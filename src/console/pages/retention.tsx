// /retention: what may go and what keeps the rest, counted, approved, run and reported.

import { z } from 'zod'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { notFound } from '../../domain/domain-error.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import { approveErasure } from '../../usecases/approve-erasure.ts'
import { drawErasureRecord } from '../../usecases/erasure-record.ts'
import { EDITIONS } from '../../usecases/letter-document.ts'
import type { Deps } from '../../usecases/ports.ts'
import { readRetentionRun, stopRetentionRun } from '../../usecases/retention-runs.ts'
import { startRetentionRun } from '../../usecases/sweep-retention.ts'
import type { Sent } from '../forms.ts'
import { listFile } from '../lists.tsx'
import { attemptPointed } from '../pointed-faults.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { fileResponse } from './request-file.ts'
import { dueList, showDue } from './retention-due.tsx'
import { showRunForm } from './retention-erase.tsx'
import { incompleteList, showIncomplete } from './retention-incomplete.tsx'
import { showRetention } from './retention-overview.tsx'
import { showRun } from './retention-run.tsx'
import { runList } from './retention-runs.tsx'
import { retentionWords } from './retention-words.ts'

/** A short run is done before the page comes. */
const WAIT_MS = 1_500

const day = z.string().refine(isCalendarDate, 'date').optional()
const asOfSchema = z.strictObject({ as_of: day })
const approvalSchema = z.strictObject({
  record_no: z.preprocess(
    value => [value ?? []].flat(),
    z.array(z.coerce.number().int().min(1)).min(1, 'noRecord').max(1000),
  ),
  reason: z.string().trim().min(1).max(2000),
})
const paperSchema = z.object({
  edition: z.enum(EDITIONS).default('ja'),
  volume: z.coerce.number().int().min(1).default(1),
})

export function retentionPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/retention', label: { ja: '廃棄', en: 'Retention' }, roles: READERS })

  shell.get('/retention', READERS, visit => showRetention(deps, visit))
  shell.post('/retention/count', OFFICERS, async visit => {
    const form = await visit.form(asOfSchema)
    const begun = form.ok ? await begin(visit, { asOf: form.data.as_of, dryRun: true }) : form
    return begun.ok ? toRun(visit, begun.data) : showRetention(deps, visit, begun)
  })

  shell.get('/retention/due', READERS, visit => showDue(deps, visit))
  shell.get('/retention/due.csv', READERS, visit => listFile(dueList(deps, visit)))

  shell.get('/retention/run', OFFICERS, visit => showRunForm(deps, visit))
  shell.post('/retention/run', OFFICERS, async visit => {
    const form = await visit.form(asOfSchema)
    const begun = form.ok ? await begin(visit, { asOf: form.data.as_of }) : form
    return begun.ok ? toRun(visit, begun.data) : showRunForm(deps, visit, begun)
  })

  shell.get('/retention/runs.csv', READERS, visit => listFile(runList(deps, visit)))
  shell.get('/retention/runs/:no', READERS, visit => showRun(deps, visit, runNo(visit)))
  shell.post('/retention/runs/:no/stop', OFFICERS, async visit => {
    await stopRetentionRun(deps, visit.caller, runNo(visit))
    return toRun(visit, runNo(visit))
  })
  shell.get('/retention/runs/:no/record', READERS, async visit => {
    const order = () => {
      const query = paperSchema.safeParse(visit.c.req.query())
      if (!query.success) throw notFound()
      return query.data
    }
    const { pdf, fileName } = await drawErasureRecord(deps, runNo(visit), order)
    return fileResponse({ bytes: pdf, mediaType: 'application/pdf', fileName })
  })

  shell.get('/retention/incomplete', READERS, visit => showIncomplete(deps, visit))
  shell.get('/retention/incomplete.csv', READERS, visit => listFile(incompleteList(deps, visit)))
  shell.post('/retention/incomplete', OFFICERS, async visit => {
    const t = visit.say(retentionWords)
    const form = await visit.form(approvalSchema, { noRecord: t.noRecord })
    if (!form.ok) return showIncomplete(deps, visit, form)
    const { record_no: record_nos, reason } = form.data
    const done = await attemptPointed(
      visit,
      { fieldOf: place => place, fields: { not_found: 'form' } },
      () => approveErasure(deps, visit.caller, { record_nos, reason }),
    )
    if (!done.ok) return showIncomplete(deps, visit, done)
    return visit.seeOther('/retention/incomplete', { approved: done.data.approved.length })
  })

  /** The number of the run; it goes on behind the page. */
  async function begin(
    visit: Visit,
    { asOf, dryRun = false }: { asOf: string | undefined; dryRun?: boolean },
  ): Promise<Sent<number>> {
    const fields = {
      future_run: 'as_of',
      approval_needed: 'form',
      clock_not_trusted: 'form',
      run_in_progress: 'form',
    } as const
    return visit.attempt(fields, async () => {
      const options = { dryRun, ...(asOf === undefined ? {} : { asOf }) }
      const { run, finished } = await startRetentionRun(deps, visit.caller, options)
      shell.keepAlive(finished)
      // What befalls it stands on the run.
      await Promise.race([finished.catch(() => undefined), after(WAIT_MS)])
      return run.run_id
    })
  }

  async function toRun(visit: Visit, runId: number) {
    await readRetentionRun(deps, runId)
    return visit.seeOther(`/retention/runs/${runId}`)
  }
}

function runNo(visit: Visit): number {
  const no = Number(visit.c.req.param('no'))
  if (!Number.isSafeInteger(no) || no < 1) throw notFound()
  return no
}

function after(ms: number): Promise<undefined> {
  return new Promise(resolve => {
    setTimeout(resolve, ms)
  })
}
