// Noting that the fee arrived (A38): the letters say so from then on.

import type { FeeNote } from '../domain/disclosure-steps.ts'
import { openFile, refuseIssued, writeSteps } from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { type RequestView, viewOf } from './read-disclosure-request.ts'
import { retryStale } from './retry-stale.ts'
import { refuseImpossibleDay } from './stated-days.ts'

/** The newest note stands. It may be paid before the request arrives. Throws not_found, invalid_body, already_issued, request_closed. */
export function noteFee(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, fee }: { requestNo: string; fee: FeeNote },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseIssued(file)
    refuseImpossibleDay(deps, ['paid_on', fee.paid_on])
    await deps.stores.commit(
      writeSteps(deps, caller, file, {
        steps: [{ kind: 'fee_noted', detail: fee }],
        audit: { kind: 'disclosure.fee_noted' },
      }),
    )
    return viewOf(deps, await openFile(deps, requestNo))
  })
}
