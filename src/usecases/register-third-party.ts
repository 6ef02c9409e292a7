// Registering a third party: each PUT that changes the wording appends a revision (contract 4).

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import { changedMeanwhile } from '../domain/domain-error.ts'
import { foldName } from '../domain/name-folding.ts'
import type { ThirdPartyWording } from '../domain/provision-event.ts'
import type { Caller, Deps } from './ports.ts'
import { retryStale } from './retry-stale.ts'
import { type Sight, sightOf } from './sight.ts'
import type { StoredThirdParty } from './third-party-ports.ts'
import { prepareWording, readWordings, sealWording } from './wordings.ts'

export interface ThirdPartyRegistration extends ThirdPartyWording {
  code: string
  /** From which day the new wording is frozen into records; default: today. */
  effective_on?: CalendarDate
  /** The revision that this one was to follow, 0 for none; whoever names none, as a program does, is let through. */
  seen?: number | undefined
}

export interface RegisteredThirdParty {
  code: string
  revision: number
  created: boolean
}

/** Registers or revises; the same wording again changes nothing. Throws changed_meanwhile. */
export function registerThirdParty(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { code, effective_on, seen, ...wording }: ThirdPartyRegistration,
): Promise<RegisteredThirdParty> {
  return retryStale(() =>
    tryToRegister(deps, { caller, code, effectiveOn: effective_on, seen, wording }),
  )
}

async function tryToRegister(
  deps: Deps,
  registration: {
    caller: Pick<Caller, 'actor'>
    code: string
    effectiveOn: CalendarDate | undefined
    seen: number | undefined
    wording: ThirdPartyWording
  },
): Promise<RegisteredThirdParty> {
  const { caller, code, wording } = registration
  const { stores, vault } = deps
  const now = deps.clock()
  const effectiveOn = registration.effectiveOn ?? legalDayOfInstant(now)
  const [[party], counters] = await Promise.all([
    stores.thirdParties.findByCodes([code]),
    stores.records.counters(),
  ])
  const prepared = prepareWording(vault, 'third_party', wording)
  const [known] = await stores.wordings.findIds([prepared.digest])
  const newest = party?.revisions.at(-1)
  if (registration.seen !== undefined && registration.seen !== (newest?.revision ?? 0)) {
    throw changedMeanwhile()
  }
  const unchanged = newest !== undefined && newest.wordingId === known?.wordingId
  if (unchanged && (registration.effectiveOn ?? newest.effectiveOn) === newest.effectiveOn) {
    return { code, revision: newest.revision, created: false }
  }
  const thirdPartyId = party?.thirdPartyId ?? counters.thirdPartyId + 1
  const wordingId = known?.wordingId ?? counters.wordingId + 1
  const revision = (newest?.revision ?? 0) + 1
  await stores.commit([
    ...(party ? [] : stores.thirdParties.insert([{ thirdPartyId, code }])),
    ...(known
      ? []
      : stores.wordings.insert([
          { wordingId, digest: prepared.digest, sealed: sealWording(vault, prepared) },
        ])),
    stores.thirdParties.insertRevision(thirdPartyId, {
      revision,
      effectiveOn,
      wordingId,
      registeredAt: now,
      registeredBy: caller.actor,
    }),
    ...stores.audit.insert([
      { at: now, kind: 'third_party.registered', actor: caller.actor, detail: { code, revision } },
    ]),
  ])
  return { code, revision, created: revision === 1 }
}

export interface ThirdPartyView extends ThirdPartyWording {
  code: string
  /** 0 while the code only stood in events. */
  revision: number
  revisions: ({ revision: number; effective_on: CalendarDate } & ThirdPartyWording)[]
}

export interface ThirdPartyPage {
  afterCode?: string
  unregistered?: boolean
  /** Part of a code or of any name that it ever had, however it is written. */
  named?: string | undefined
  limit: number
}

/**
 * Third parties with their revisions in order; the newest one's fields stand on top. Those that are
 * individuals are personal data: reading them is logged.
 */
export async function readThirdPartyViews(
  deps: Deps,
  caller: Pick<Caller, 'actor' | 'scopes'>,
  which: { code: string } | ThirdPartyPage,
): Promise<ThirdPartyView[]> {
  const page = 'code' in which ? { codes: [which.code], limit: 1 } : which
  const parties = await findParties(deps, page, sightOf(caller))
  const wordings = await readWordings(
    deps,
    parties.flatMap(({ revisions }) => revisions.map(({ wordingId }) => wordingId)),
  )
  const wordingOf = (id: number) => wordings.get(id) as ThirdPartyWording
  const individuals = parties
    .filter(({ revisions }) =>
      revisions.some(({ wordingId }) => wordingOf(wordingId).kind === 'individual'),
    )
    .map(({ code }) => code)
  if (individuals.length > 0) {
    await deps.stores.commit(
      deps.stores.audit.insert([
        {
          at: deps.clock(),
          kind: 'third_party.read',
          actor: caller.actor,
          detail: { codes: individuals },
        },
      ]),
    )
  }
  return parties.map(({ code, revisions }) => {
    const newest = revisions.at(-1)
    return {
      code,
      revision: newest?.revision ?? 0,
      ...(newest ? wordingOf(newest.wordingId) : {}),
      revisions: revisions.map(({ revision, effectiveOn, wordingId }) => ({
        revision,
        effective_on: effectiveOn,
        ...wordingOf(wordingId),
      })),
    }
  })
}

type ListedPage = ThirdPartyPage & { codes?: readonly string[] }

/** Names are sealed: they are opened in the order of the codes until the page is full. A register is small. */
async function findParties(
  deps: Pick<Deps, 'vault' | 'stores'>,
  { named, ...page }: ListedPage,
  sight: Sight,
): Promise<StoredThirdParty[]> {
  const { thirdParties } = deps.stores
  if (named === undefined) return thirdParties.list({ ...page, sight })
  const wanted = foldName(named)
  const found: StoredThirdParty[] = []
  for (let afterCode = page.afterCode ?? ''; ; ) {
    const looked = await thirdParties.list({ ...page, afterCode, limit: LOOKED_AT, sight })
    const wordings = await readWordings(
      deps,
      looked.flatMap(({ revisions }) => revisions.map(({ wordingId }) => wordingId)),
    )
    const names = ({ code, revisions }: StoredThirdParty) => [
      code,
      ...revisions.map(
        ({ wordingId }) => (wordings.get(wordingId) as ThirdPartyWording).name ?? '',
      ),
    ]
    found.push(...looked.filter(one => names(one).some(name => foldName(name).includes(wanted))))
    afterCode = looked.at(-1)?.code ?? ''
    if (found.length >= page.limit || looked.length < LOOKED_AT) return found.slice(0, page.limit)
  }
}

const LOOKED_AT = 500
