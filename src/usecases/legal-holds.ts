// Placing, releasing and reading legal holds (contract 7): every change is a further revision.

import canonicalize from 'canonicalize'
import { formatInstant } from '../domain/calendar-date.ts'
import { changedMeanwhile, DomainError, notFound } from '../domain/domain-error.ts'
import type { LegalHold } from '../domain/legal-hold.ts'
import type { AuditEvent } from './access-ports.ts'
import type { Caller, Deps } from './ports.ts'
import type { StoredHold } from './retention-ports.ts'
import { retryStale } from './retry-stale.ts'
import { holdContext } from './seal-contexts.ts'

export interface LegalHoldView extends LegalHold {
  code: string
  revision: number
  released: boolean
  /** When this revision was made, and by whom. */
  at: string
  by: string
  /** Of a release, where somebody said it. */
  release_reason?: string
}

/** What a revision says, and why it released. */
type SealedHold = LegalHold & Pick<LegalHoldView, 'release_reason'>

/**
 * Places a hold, or changes it; the same content again changes nothing while it is in force.
 * @param seen the revision that the caller looked at, 0 for none: throws changed_meanwhile when it is another one.
 */
export async function placeLegalHold(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { code, ...hold }: LegalHold & { code: string },
  seen?: number,
): Promise<{ code: string; revision: number; created: boolean }> {
  return retryStale(async () => {
    const placed = await deps.stores.retention.findHold(code)
    if (seen !== undefined && seen !== (placed?.revision ?? 0)) throw changedMeanwhile()
    if (placed && !placed.released && isSame(openHold(deps, placed), hold)) {
      return { code, revision: placed.revision, created: false }
    }
    const revision = (placed?.revision ?? 0) + 1
    await append(deps, caller, { code, revision, released: false, hold })
    return { code, revision, created: revision === 1 }
  })
}

/** What a hold kept may go from the next run on. @param seen as for placing it. */
export async function releaseLegalHold(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  code: string,
  { seen, reason }: { seen?: number; reason?: string } = {},
): Promise<{ code: string; revision: number }> {
  return retryStale(async () => {
    const placed = await deps.stores.retention.findHold(code)
    if (!placed) throw notFound()
    if (placed.released) {
      throw new DomainError('already_released', `Legal hold ${code} is released already.`, {
        fix: 'Nothing is to be done; to hold again, PUT the hold once more.',
      })
    }
    if (seen !== undefined && seen !== placed.revision) throw changedMeanwhile()
    const revision = placed.revision + 1
    const hold = {
      ...openHold(deps, placed),
      ...(reason === undefined ? {} : { release_reason: reason }),
    }
    await append(deps, caller, { code, revision, released: true, hold })
    return { code, revision }
  })
}

/** All holds, released ones too. Scopes may name people, so that reading them is logged. */
export async function listLegalHolds(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
): Promise<LegalHoldView[]> {
  return view(deps, caller, await deps.stores.retention.listHolds())
}

export async function readLegalHold(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  code: string,
): Promise<LegalHoldView> {
  const placed = await deps.stores.retention.findHold(code)
  if (!placed) throw notFound()
  const [hold] = await view(deps, caller, [placed])
  return hold as LegalHoldView
}

/** What a revision says. */
export function openHold(deps: Pick<Deps, 'vault'>, placed: StoredHold): SealedHold {
  const plain = deps.vault.open(placed.sealed, holdContext(placed.code, placed.revision))
  return JSON.parse(new TextDecoder().decode(plain))
}

async function append(
  { stores, vault, clock }: Deps,
  { actor }: Pick<Caller, 'actor'>,
  { hold, ...revision }: Pick<StoredHold, 'code' | 'revision' | 'released'> & { hold: SealedHold },
) {
  const at = clock()
  const sealed = vault.seal(JSON.stringify(hold), holdContext(revision.code, revision.revision))
  const told: AuditEvent = {
    at,
    kind: revision.released ? 'legal_hold.released' : 'legal_hold.placed',
    actor,
    detail: {
      code: revision.code,
      revision: revision.revision,
      scope: Object.keys(hold.scope)[0],
    },
  }
  await stores.commit([
    stores.retention.insertHold({ ...revision, at, by: actor, sealed }),
    ...stores.audit.insert([told]),
  ])
}

async function view(deps: Deps, { actor }: Pick<Caller, 'actor'>, placed: StoredHold[]) {
  if (placed.length > 0) {
    const detail = { codes: placed.map(({ code }) => code) }
    await deps.stores.commit(
      deps.stores.audit.insert([{ at: deps.clock(), kind: 'legal_holds.read', actor, detail }]),
    )
  }
  return placed.map(hold => ({
    code: hold.code,
    revision: hold.revision,
    released: hold.released,
    at: formatInstant(hold.at),
    by: hold.by,
    ...openHold(deps, hold),
  }))
}

const isSame = (a: LegalHold, b: LegalHold) => canonicalize(a) === canonicalize(b)
