// The papers as officers look at them: their names, how each looks, and whether the templates can be printed.

import { formatInstant } from '../domain/calendar-date.ts'
import { notFound } from '../domain/domain-error.ts'
import type { Edition } from './letter-document.ts'
import type { PaperFault } from './paper-ports.ts'
import type { Caller, Deps } from './ports.ts'

const CHECKED = 'templates.checked'

/** With invented data. Throws not_found for a name that is none. */
export async function previewPaper(
  { papers, clock }: Pick<Deps, 'papers' | 'clock'>,
  job: { name: string; edition: Edition },
): Promise<Uint8Array> {
  const known = await papers.listPapers()
  if (!known.some(({ name }) => name === job.name)) throw notFound()
  return papers.drawSample(job, clock())
}

/** Every fault of the template files as they lie there now; that it was looked at stands in the log. */
export async function checkPapers(
  { papers, stores, clock }: Pick<Deps, 'papers' | 'stores' | 'clock'>,
  { actor }: Pick<Caller, 'actor'>,
): Promise<PaperFault[]> {
  const faults = await papers.checkTemplates()
  const detail = { faults: faults.length }
  await stores.commit(stores.audit.insert([{ at: clock(), kind: CHECKED, actor, detail }]))
  return faults
}

/** Undefined while nobody checked them. */
export async function lastPaperCheck({
  stores,
}: Pick<Deps, 'stores'>): Promise<{ at: string; faults: number } | undefined> {
  const checked = await stores.retention.findNewestAudit(CHECKED)
  if (!checked) return undefined
  return { at: formatInstant(checked.at), faults: Number(checked.detail.faults) }
}
