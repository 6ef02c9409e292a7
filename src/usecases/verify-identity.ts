// Recording an identity check (令13条): before one has passed, nothing about records is shown.

import { givenMatters } from '../domain/disclosure-request.ts'
import type { IdentityVerification } from '../domain/disclosure-steps.ts'
import { DomainError, type Fault } from '../domain/domain-error.ts'
import { type DisclosureFile, openFile, refuseIssued, writeSteps } from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { type RequestView, viewOf } from './read-disclosure-request.ts'
import { retryStale } from './retry-stale.ts'
import { refuseImpossibleDay } from './stated-days.ts'

/** The newest check stands: a failed one may be tried again, a later failure takes an earlier pass back. */
export function verifyIdentity(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, verification }: { requestNo: string; verification: IdentityVerification },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseIssued(file)
    refuseImpossibleDay(deps, ['verified_on', verification.verified_on], file.request.received_on)
    refuseUngiven(file, verification.proven)
    const kind = verification.result === 'passed' ? 'identity_verified' : 'identity_failed'
    await deps.stores.commit(
      writeSteps(deps, caller, file, {
        steps: [{ kind, detail: verification }],
        audit: { kind: `disclosure.${kind}` },
      }),
    )
    return viewOf(deps, await openFile(deps, requestNo))
  })
}

function refuseUngiven({ request }: DisclosureFile, proven: readonly string[]) {
  const given = givenMatters(request.data_subject)
  const faults = proven.flatMap((matter, n): Fault[] =>
    given.includes(matter)
      ? []
      : [
          {
            pointer: `/proven/${n}`,
            code: 'not_given',
            detail: 'names nothing that the request gave',
            fix: `Name some of: ${given.join(', ')}.`,
          },
        ],
  )
  if (faults.length === 0) return
  throw new DomainError('invalid_body', 'Something is said to be proven that nobody gave.', {
    faults,
  })
}
