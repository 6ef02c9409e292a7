// Erasing records that were judged erasable: small commits that take only what is still as judged.

import { findNamingApprovals } from './naming-reasons.ts'
import type { StoredWording } from './ports.ts'
import { type Deps, StaleWriteError } from './ports.ts'
import { eventDigest } from './record-provisions.ts'
import type { JudgedRecord } from './retention-judgement.ts'

/** A record of 10,000 lines is a batch of its own. */
const MAX_LINES_A_BATCH = 20_000
/** How many erased byte strings are remembered, to be sought in the files afterwards. */
const MAX_TRACES = 32

export interface Erasing {
  runId: number
  actor: string
  seenAuditNo: number
}

/** Numbers of those that went; the others changed, are held by now, or the run was stopped. */
export async function eraseRecords(
  deps: Deps,
  records: readonly JudgedRecord[],
  erasing: Erasing,
  traces: Uint8Array[],
): Promise<Set<number>> {
  const gone = new Set<number>()
  for (const batch of toBatches(records)) {
    if (deps.janitor.mayGoOn?.() === false) break
    for (const recordNo of await eraseBatch(deps, batch, erasing, traces)) gone.add(recordNo)
    await deps.janitor.rest()
  }
  return gone
}

function toBatches(records: readonly JudgedRecord[]): JudgedRecord[][] {
  const batches: JudgedRecord[][] = []
  let lines = Number.POSITIVE_INFINITY
  for (const record of records) {
    lines += record.lineCount
    if (lines > MAX_LINES_A_BATCH) {
      batches.push([])
      lines = record.lineCount
    }
    batches.at(-1)?.push(record)
  }
  return batches
}

async function eraseBatch(
  deps: Deps,
  batch: readonly JudgedRecord[],
  erasing: Erasing,
  traces: Uint8Array[],
): Promise<number[]> {
  const { retention, wordings, commit } = deps.stores
  const recordNos = batch.map(({ recordNo }) => recordNo)
  const pointedTo = await retention.findPointedTo(recordNos)
  // The newest wordings are the likeliest to be named by nothing else.
  const sample = await wordings.find(pointedTo.wordingIds.slice(-4))
  const naming = await findNamingApprovals(deps, batch)
  try {
    await commit(
      retention.eraseBatch({
        ...erasing,
        at: deps.clock(),
        pointedTo,
        records: batch.map(record => ({
          ...record,
          eventDigest: eventDigest(deps, record.sourceId, record.eventId),
          isReasonLeftOut: naming.has(record.recordNo),
        })),
      }),
    )
  } catch (error) {
    // An event being recorded right now names a wording of the batch: judge and try it again.
    if (error instanceof StaleWriteError) return []
    throw error
  }
  await remember(deps, sample, traces)
  return retention.findErasedBy(erasing.runId, recordNos)
}

async function remember({ stores }: Deps, sample: readonly StoredWording[], traces: Uint8Array[]) {
  const stored = await stores.wordings.find(sample.map(({ wordingId }) => wordingId))
  const left = new Set(stored.map(({ wordingId }) => wordingId))
  for (const { wordingId, sealed } of sample) {
    if (left.has(wordingId)) continue
    keepTrace(traces, sealed)
  }
}

/** The newest ones, as many as may be sought. */
export function keepTrace(traces: Uint8Array[], sealed: Uint8Array) {
  if (traces.length === MAX_TRACES) traces.shift()
  traces.push(sealed)
}
