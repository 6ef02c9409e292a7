// Noting that the answer reached the person: this closes the request; what came back may be sent again.

import { deliveryOf } from '../domain/disclosure-request.ts'
import type { DeliveryNote } from '../domain/disclosure-steps.ts'
import { DomainError } from '../domain/domain-error.ts'
import { type DisclosureFile, openFile, writeSteps } from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { type RequestView, viewOf } from './read-disclosure-request.ts'
import { retryStale } from './retry-stale.ts'
import { hasComeBack } from './return-delivery.ts'
import { refuseImpossibleDay } from './stated-days.ts'

/** Throws not_found, not_decided, extract_missing, method_not_changed, request_closed, invalid_body. */
export function deliverExtract(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, delivery }: { requestNo: string; delivery: DeliveryNote },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseUnready(file)
    refuseOtherForm(file, delivery)
    refuseImpossibleDay(deps, ['delivered_on', delivery.delivered_on], file.request.received_on)
    await deps.stores.commit(
      writeSteps(deps, caller, file, {
        steps: [{ kind: 'delivered', detail: delivery }],
        audit: { kind: 'disclosure.delivered', detail: { method: delivery.method } },
      }),
    )
    return viewOf(deps, await openFile(deps, requestNo))
  })
}

/** Another form than asked for takes a notice with its reason first (A33(2), (3)). */
function refuseOtherForm({ request, state }: DisclosureFile, { form }: DeliveryNote) {
  const agreed = deliveryOf(request, state)
  if (form === undefined || form === agreed || state.decision?.outcome === 'not_accepted') return
  throw new DomainError('method_not_changed', `The answer is to be given as ${agreed}.`, {
    fix: 'Agree on another way, or tell that only paper is left (POST …/method-change), before it is issued.',
  })
}

function refuseUnready(file: DisclosureFile) {
  const { requestNo, state } = file
  if (state.status === 'closed' && !hasComeBack(file)) {
    throw new DomainError('request_closed', `Request ${requestNo} is closed.`, {
      fix: 'Nothing is left to do.',
    })
  }
  if (!state.decision) {
    throw new DomainError('not_decided', `Request ${requestNo} is not decided.`, {
      fix: 'Decide it (POST …/decision) and issue its document first.',
    })
  }
  // That a request cannot be accepted is said in a letter of its own, not in an extract.
  if (state.extractNo === undefined && state.decision.outcome !== 'not_accepted') {
    throw new DomainError('extract_missing', `Request ${requestNo} has no document yet.`, {
      fix: 'Issue it (POST …/extracts), then deliver it.',
    })
  }
}
