// The file of one disclosure request: what was asked, the steps so far, and how the next one is written.

import { legalDayOfInstant } from '../domain/calendar-date.ts'
import {
  type DisclosureRequest,
  foldSteps,
  type RequestState,
} from '../domain/disclosure-request.ts'
import type { Step, TakenStep } from '../domain/disclosure-steps.ts'
import { DomainError, notFound } from '../domain/domain-error.ts'
import type { AuditKind } from './audit-kinds.ts'
import type { StoredDisclosureRequest, StoredDisclosureStep } from './disclosure-ports.ts'
import type { Caller, Deps, Write } from './ports.ts'
import { requestContext, stepContext } from './seal-contexts.ts'

export interface DisclosureFile {
  requestNo: string
  openedAt: number
  openedBy: string
  request: DisclosureRequest
  steps: TakenStep[]
  state: RequestState
  /** When its years were over and the person was taken out; null before. */
  redactedAt: number | null
}

/** To go on with it. Throws not_found, request_closed once its person was taken out. */
export async function openFile(
  deps: Pick<Deps, 'vault' | 'stores'>,
  requestNo: string,
): Promise<DisclosureFile> {
  const file = await getFile(deps, requestNo)
  if (file.redactedAt !== null) throw closed(requestNo)
  return file
}

/** Also one of which only the trail is left. Throws not_found. */
export async function getFile(
  deps: Pick<Deps, 'vault' | 'stores'>,
  requestNo: string,
): Promise<DisclosureFile> {
  const stored = await deps.stores.disclosures.find(requestNo)
  if (!stored) throw notFound()
  const [file] = await openFiles(deps, [stored])
  return file as DisclosureFile
}

export async function openFiles(
  deps: Pick<Deps, 'vault' | 'stores'>,
  stored: readonly StoredDisclosureRequest[],
): Promise<DisclosureFile[]> {
  if (stored.length === 0) return []
  const { vault } = deps
  const rows = await deps.stores.disclosures.findSteps(stored.map(({ requestNo }) => requestNo))
  const stepsOf = Map.groupBy(rows, ({ requestNo }) => requestNo)
  return stored.map(({ requestNo, openedAt, openedBy, redactedAt, sealed }) => {
    const steps = (stepsOf.get(requestNo) ?? []).map(row => openStep(deps, row))
    const request = openJson(vault.open(sealed, requestContext(requestNo))) as DisclosureRequest
    const state = foldSteps(steps)
    return { requestNo, openedAt, openedBy, request, steps, state, redactedAt }
  })
}

export function sealRequest(
  deps: Pick<Deps, 'vault'>,
  requestNo: string,
  request: DisclosureRequest,
): Uint8Array {
  return deps.vault.seal(JSON.stringify(request), requestContext(requestNo))
}

/** The next steps of the file with one audit event; a stale file makes the commit fail. */
export function writeSteps(
  deps: Pick<Deps, 'vault' | 'stores' | 'clock'>,
  caller: Pick<Caller, 'actor'>,
  file: DisclosureFile,
  { steps, audit }: { steps: readonly Step[]; audit: { kind: AuditKind; detail?: object } },
): Write[] {
  const { vault, stores } = deps
  const at = deps.clock()
  const { requestNo } = file
  return [
    ...steps.map(({ kind, detail }, n) => {
      const step = file.steps.length + 1 + n
      const sealed = vault.seal(JSON.stringify(detail), stepContext(requestNo, step))
      return stores.disclosures.insertStep({ requestNo, step, kind, at, by: caller.actor, sealed })
    }),
    ...auditWrites(deps, caller, audit.kind, { request_no: requestNo, ...audit.detail }),
  ]
}

export function auditWrites(
  deps: Pick<Deps, 'stores' | 'clock'>,
  caller: Pick<Caller, 'actor'>,
  kind: AuditKind,
  detail: Record<string, unknown>,
): Write[] {
  return deps.stores.audit.insert([{ at: deps.clock(), kind, actor: caller.actor, detail }])
}

/** Refuses what comes too late: once the document is issued, after the end. */
export function refuseIssued({ requestNo, state }: DisclosureFile) {
  if (state.status === 'closed') throw closed(requestNo)
  if (state.extractNo !== undefined) {
    throw new DomainError('already_issued', `The document of request ${requestNo} is issued.`, {
      fix: 'Deliver it; what turns up later is answered under a new request.',
    })
  }
}

/** The step by which the decision in force was taken. */
export function decidedStep({ steps }: DisclosureFile): number | undefined {
  return steps.findLast(({ kind }) => kind === 'decided')?.step
}

const closed = (requestNo: string) =>
  new DomainError('request_closed', `Request ${requestNo} is closed.`, {
    fix: 'Open a new request: the person may ask again at any time.',
  })

/** Refuses to speak about records before the person is known to be the person (令13条). */
export function requireVerified({ requestNo, state }: DisclosureFile) {
  if (state.verification) return
  throw new DomainError('identity_not_verified', `Nobody has verified who asks in ${requestNo}.`, {
    fix: 'Record a passed identity verification (POST …/identity-verification) first.',
  })
}

export const today = (deps: Pick<Deps, 'clock'>) => legalDayOfInstant(deps.clock())

function openStep({ vault }: Pick<Deps, 'vault'>, row: StoredDisclosureStep): TakenStep {
  const detail = openJson(vault.open(row.sealed, stepContext(row.requestNo, row.step)))
  return { step: row.step, at: row.at, by: row.by, kind: row.kind, detail } as TakenStep
}

const decoder = new TextDecoder()
const openJson = (plain: Uint8Array): unknown => JSON.parse(decoder.decode(plain))
