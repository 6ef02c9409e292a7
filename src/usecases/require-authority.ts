// The answer to an agent: what they act on still has to hold on the day it is issued (令13条).

import { DomainError } from '../domain/domain-error.ts'
import { type DisclosureFile, today } from './disclosure-file.ts'
import type { Deps } from './ports.ts'

/** Throws identity_not_verified when the authority that was checked has ended since. */
export function requireAuthority(
  deps: Pick<Deps, 'clock'>,
  { requestNo, state }: Pick<DisclosureFile, 'requestNo' | 'state'>,
) {
  const { requester, authority } = state.checks
  const ended = (requester ?? authority)?.authority?.valid_through
  if (ended === undefined || ended >= today(deps)) return
  throw new DomainError(
    'identity_not_verified',
    `The authority of the agent in ${requestNo} ended on ${ended}.`,
    { fix: 'Record a check of an authority that is in force, decide, and issue again.' },
  )
}
