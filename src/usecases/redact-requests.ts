// The years of the register of requests: which closed requests may lose their person, and taking it out of
// them. The trail stays: numbers, days, codes and counts, and which papers were issued.

import { addDays, addYears, type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { matchClaimed } from '../domain/claimed-person.ts'
import { countsOf, redactableFrom, redactRequest, redactStep } from '../domain/redacted-request.ts'
import { type DisclosureFile, openFiles, sealRequest } from './disclosure-file.ts'
import type { StoredDisclosureRequest } from './disclosure-ports.ts'
import { isHolding } from './held-by-requests.ts'
import { type Deps, StaleWriteError } from './ports.ts'
import type { RedactedRequest } from './request-link-ports.ts'
import type { Holds } from './retention-holds.ts'
import { stepContext } from './seal-contexts.ts'

export interface JudgedRequest {
  file: DisclosureFile
  /** As stored: what must be gone from the files afterwards. */
  sealed: Uint8Array
  /** By a legal hold, or because its records are held for it (contract 7). */
  held: boolean
}

export interface JudgedRequests {
  /** Requests whose years are over. */
  judged: JudgedRequest[]
  /** Where to go on; undefined at the end. */
  next: string | undefined
}

/**
 * The next requests after `after` whose years are over on the day. Open ones never are; an open alert holds
 * nothing. A third party's hold reaches a request through those of its records that are still there.
 */
export async function judgeRequests(
  deps: Deps,
  holds: Holds,
  { after, asOf, limit }: { after: string; asOf: CalendarDate; limit: number },
): Promise<JudgedRequests> {
  const { register_years: years } = deps.operator
  // Two days more than counted: the exact day is judged below.
  const day = addDays(addYears(asOf, -years), 2)
  const closedBefore = Date.parse(`${day}T00:00:00+09:00`)
  const stored = await deps.stores.requestLinks.pageClosedBefore({ closedBefore, after, limit })
  const files = await openFiles(deps, stored)
  const judged: JudgedRequest[] = []
  for (const [n, file] of files.entries()) {
    const closedOn = closingDay(file)
    if (closedOn === undefined || redactableFrom(closedOn, years) > asOf) continue
    const { sealed } = stored[n] as StoredDisclosureRequest
    judged.push({ file, sealed, held: await isHeld(deps, holds, { file, asOf }) })
  }
  return { judged, next: stored.length === limit ? stored.at(-1)?.requestNo : undefined }
}

/** The last one, where an answer came back and was sent again. */
function closingDay({ steps }: DisclosureFile): CalendarDate | undefined {
  const last = steps.findLast(({ kind }) => kind === 'delivered' || kind === 'withdrawn')
  return last && legalDayOfInstant(last.at)
}

async function isHeld(
  deps: Deps,
  holds: Holds,
  { file, asOf }: { file: DisclosureFile; asOf: CalendarDate },
): Promise<boolean> {
  if (isHolding(deps, file, asOf)) return true
  const schemes = deps.operator.identifier_schemes
  const person = file.request.data_subject
  if (holds.persons.some(named => matchClaimed(person, named, schemes))) return true
  const recordNos = answeredRecordNos(file)
  if (recordNos.some(recordNo => holds.legal.has(recordNo))) return true
  if (holds.thirdParties.size === 0 || recordNos.length === 0) return false
  const parties = [...holds.thirdParties.keys()]
  return (await deps.stores.retention.findOfThirdParties(recordNos, parties)).length > 0
}

/** What its extract shows, or its decision refused. */
function answeredRecordNos({ steps }: DisclosureFile): number[] {
  const named = steps.flatMap(({ kind, detail }) =>
    kind === 'decided'
      ? [
          ...detail.lines.map(([recordNo]) => recordNo),
          ...(detail.refusals ?? []).map(({ record_no }) => record_no),
        ]
      : [],
  )
  return [...new Set(named)]
}

/** How many of them lost their person; the others changed or are held by now, or the run was stopped. */
export async function redactRequests(
  deps: Deps,
  requests: readonly JudgedRequest[],
  run: { runId: number; actor: string; seenAuditNo: number },
): Promise<number> {
  if (requests.length === 0) return 0
  const { requestLinks, disclosures, commit } = deps.stores
  try {
    await commit(
      requestLinks.redactBatch({
        ...run,
        at: deps.clock(),
        requests: requests.map(({ file }) => redacted(deps, file)),
      }),
    )
  } catch (error) {
    // Somebody took a step in one of them right now: judge and try it again.
    if (error instanceof StaleWriteError) return 0
    throw error
  }
  const left = await Promise.all(requests.map(({ file }) => disclosures.find(file.requestNo)))
  return left.filter(one => one?.redactedAt != null).length
}

function redacted(
  deps: Pick<Deps, 'vault'>,
  { requestNo, request, steps }: DisclosureFile,
): RedactedRequest {
  const seal = (step: number, detail: unknown) =>
    deps.vault.seal(JSON.stringify(detail), stepContext(requestNo, step))
  return {
    requestNo,
    steps: steps.length,
    sealed: sealRequest(deps, requestNo, redactRequest(request)),
    sealedSteps: steps.map(taken => ({
      step: taken.step,
      sealed: seal(taken.step, redactStep(taken)),
    })),
    sealedLast: seal(steps.length + 1, countsOf(steps)),
  }
}
