// Repeats: requests of what may be the same person, found by keyed digests of what is claimed. A link spares
// nobody the identity check: each request stands on its own verification.

import { claimedIdentity, claimedKeys, matchClaimed } from '../domain/claimed-person.ts'
import type { ClaimedPerson, RequestStatus } from '../domain/disclosure-request.ts'
import type { Outcome } from '../domain/disclosure-steps.ts'
import { identityLookUpKeys } from '../domain/look-up-keys.ts'
import { type DisclosureFile, openFiles } from './disclosure-file.ts'
import { LOOK_UP_DIGEST_BYTES } from './plan-wordings.ts'
import type { Deps, Write } from './ports.ts'

export interface EarlierRequest {
  request_no: string
  received_on: string
  status: RequestStatus
  /** Null also while the person who asks now is not verified. */
  outcome: Outcome | null
  /** By the rules of matching, all that was claimed taken at its word. */
  likeness: 'same' | 'perhaps'
}

/** Commits the look-up keys of a request that stands already, or in the same commit. */
export function keyWrites(
  deps: Pick<Deps, 'vault' | 'stores'>,
  { requestNo, person }: { requestNo: string; person: ClaimedPerson },
): Write[] {
  const keys = [ownKey(requestNo), ...claimedKeys(person)]
  return deps.stores.requestLinks.insertKeys(
    keys.map(key => ({ digest: requestKeyDigest(deps, key), requestNo })),
  )
}

/** Newest first. Later verifications change nothing about it; a redacted request is nobody's any more. */
export async function findEarlierRequests(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores'>,
  { requestNo, request, state }: DisclosureFile,
): Promise<EarlierRequest[]> {
  await keyOldRequests(deps)
  const schemes = deps.operator.identifier_schemes
  const identity = claimedIdentity(request.data_subject)
  const keys = [ownKey(requestNo), ...identityLookUpKeys(identity.proven, schemes)]
  const found = await deps.stores.requestLinks.findByKeys(
    keys.map(key => requestKeyDigest(deps, key)),
  )
  const before = found.slice(
    0,
    found.findIndex(one => one.requestNo === requestNo),
  )
  const files = await openFiles(deps, before)
  const isVerified = state.verification !== undefined
  return files.reverse().flatMap(file => {
    const match = matchClaimed(file.request.data_subject, identity, schemes)
    if (!match) return []
    return {
      request_no: file.requestNo,
      received_on: file.request.received_on,
      status: file.state.status,
      // An outcome tells whether records exist: not before it is known who asks.
      outcome: isVerified ? (file.state.decision?.outcome ?? null) : null,
      likeness: match === 'exact' ? ('same' as const) : ('perhaps' as const),
    }
  })
}

const PAGE = 200

/** Requests opened before there were keys get theirs when somebody first asks. */
export async function keyOldRequests(deps: Pick<Deps, 'vault' | 'stores'>) {
  for (;;) {
    const stored = await deps.stores.requestLinks.listWithoutKeys(PAGE)
    if (stored.length === 0) return
    const files = await openFiles(deps, stored)
    await deps.stores.commit(
      files.flatMap(({ requestNo, request }) =>
        keyWrites(deps, { requestNo, person: request.data_subject }),
      ),
    )
    if (stored.length < PAGE) return
  }
}

/** Every request has this one, however little it claims: it tells that its keys are there. */
const ownKey = (requestNo: string) => `request:${requestNo}`

/** Under a context of their own: a request's keys do not tell which lines carry the same. */
export const requestKeyDigest = ({ vault }: Pick<Deps, 'vault'>, key: string) =>
  vault.digest(key, 'request-look-up', LOOK_UP_DIGEST_BYTES)
