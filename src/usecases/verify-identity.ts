// Recording an identity check (令13条): before one has passed, nothing about records is shown.

import { addMonths } from '../domain/calendar-date.ts'
import { givenMatters } from '../domain/disclosure-request.ts'
import type { PostedVerification } from '../domain/disclosure-schema.ts'
import type { IdentityVerification } from '../domain/disclosure-steps.ts'
import { DomainError, type Fault } from '../domain/domain-error.ts'
import { type DisclosureFile, openFile, refuseIssued, writeSteps } from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { type RequestView, viewOf } from './read-disclosure-request.ts'
import { retryStale } from './retry-stale.ts'
import { refuseImpossibleDay } from './stated-days.ts'

/**
 * The newest check of each part stands: a failed one may be tried again, a later failure takes an earlier
 * pass back. Of an agent's request the person, the agent and the authority may be checked apart; then all
 * three have to pass. Throws not_found, invalid_body, already_issued, request_closed.
 */
export function verifyIdentity(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, verification }: { requestNo: string; verification: PostedVerification },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseIssued(file)
    refuseImpossibleDay(deps, ['verified_on', verification.verified_on], file.request.received_on)
    refuseFaults([
      ...partFaults(file, verification),
      ...provenFaults(file, verification),
      ...authorityFaults(deps, file, verification),
    ])
    const kind = verification.result === 'passed' ? 'identity_verified' : 'identity_failed'
    const { of, ...whole } = verification
    // Who asks for themselves has one part only.
    const isWhole = file.request.requester.kind === 'self' || of === undefined
    const detail: IdentityVerification = isWhole ? whole : { of, ...whole }
    await deps.stores.commit(
      writeSteps(deps, caller, file, {
        steps: [{ kind, detail }],
        audit: { kind: `disclosure.${kind}`, ...(isWhole ? {} : { detail: { of } }) },
      }),
    )
    return viewOf(deps, await openFile(deps, requestNo))
  })
}

function refuseFaults(faults: readonly Fault[]) {
  if (faults.length === 0) return
  throw new DomainError('invalid_body', 'The check cannot be recorded like this.', { faults })
}

function partFaults({ request }: DisclosureFile, { of, authority }: PostedVerification): Fault[] {
  if (request.requester.kind === 'self') {
    const pointer = authority ? '/authority' : of && of !== 'data_subject' ? '/of' : undefined
    if (!pointer) return []
    return [
      {
        pointer,
        code: 'no_agent',
        detail: 'speaks of an agent, and the person asks themselves',
        fix: 'Leave it out.',
      },
    ]
  }
  if (!authority || of === undefined || of === 'authority') return []
  return [
    {
      pointer: '/authority',
      code: 'other_part',
      detail: `does not belong to a check of the ${of}`,
      fix: 'Record it with `of: authority`, or leave `of` out to check the whole requester at once.',
    },
  ]
}

function provenFaults({ request }: DisclosureFile, { of, proven }: PostedVerification): Fault[] {
  const given = [
    ...(of === undefined || of === 'data_subject' ? givenMatters(request.data_subject) : []),
    ...(of === undefined || of === 'agent' ? agentMatters(request.requester) : []),
  ]
  return proven.flatMap((matter, n): Fault[] =>
    given.includes(matter)
      ? []
      : [
          {
            pointer: `/proven/${n}`,
            code: 'not_given',
            detail: 'names nothing that the request gave and this check could prove',
            fix: given.length > 0 ? `Name some of: ${given.join(', ')}.` : 'Leave `proven` out.',
          },
        ],
  )
}

const agentMatters = ({ name, address }: DisclosureFile['request']['requester']) => [
  ...(name ? ['requester.name'] : []),
  ...(address ? ['requester.address'] : []),
]

/** A certificate or power of attorney is looked at by what it allows and how old it is (documents.md 3.2). */
function authorityFaults(
  { operator }: Pick<Deps, 'operator'>,
  { request: { received_on, requester }, state }: DisclosureFile,
  { of, result, verified_on, authority }: PostedVerification,
): Fault[] {
  if (result === 'failed' || requester.kind === 'self') return []
  if (!authority) {
    const { requester: _whole, ...parts } = state.checks
    // Whoever was checked apart once is not passed as a whole without saying what they act on.
    const isNeeded = of === 'authority' || (of === undefined && Object.keys(parts).length > 0)
    if (!isNeeded) return []
    return [
      {
        pointer: '/authority',
        code: 'required',
        detail: 'is required of a passed check of the authority',
        fix: 'State kind, scope and day of the certificate or power of attorney.',
      },
    ]
  }
  const faults: Fault[] = []
  const fail =
    'Record the check as failed and ask for another one (authority_scope, authority_old).'
  if (!authority.scope.includes('request')) {
    faults.push({
      pointer: '/authority/scope',
      code: 'authority_scope',
      detail: 'does not let the agent ask for records of provision',
      fix: fail,
    })
  }
  // The answer goes to the agent: form 6.2 gives them both.
  if (requester.kind === 'appointed_agent' && !authority.scope.includes('receipt')) {
    faults.push({
      pointer: '/authority/scope',
      code: 'authority_scope',
      detail: 'does not let the agent receive the answer',
      fix: fail,
    })
  }
  const months = operator.disclosure.authority_months
  const { issued_on: issuedOn, valid_through: validThrough } = authority
  if (issuedOn !== undefined && addMonths(issuedOn, months) < received_on) {
    faults.push({
      pointer: '/authority/issued_on',
      code: 'authority_old',
      detail: `lies more than ${months} months before the request arrived`,
      fix: fail,
    })
  }
  if (validThrough !== undefined && validThrough < verified_on) {
    faults.push({
      pointer: '/authority/valid_through',
      code: 'authority_ended',
      detail: 'lies before the day of this check',
      fix: fail,
    })
  }
  return faults
}
