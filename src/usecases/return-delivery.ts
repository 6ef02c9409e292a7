// Noting that the answer came back undelivered: nothing is reopened, an alert waits, it may be sent again.

import type { ReturnedDelivery } from '../domain/aftermath-schema.ts'
import { DomainError } from '../domain/domain-error.ts'
import { type DisclosureFile, openFile, writeSteps } from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { type RequestView, viewOf } from './read-disclosure-request.ts'
import { retryStale } from './retry-stale.ts'
import { refuseImpossibleDay } from './stated-days.ts'

/** Throws not_found, request_closed (redacted), not_delivered, invalid_body. */
export function returnDelivery(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, returned }: { requestNo: string; returned: ReturnedDelivery },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    if (!isUnderWay(file)) {
      throw new DomainError('not_delivered', `Nothing of request ${requestNo} is on its way.`, {
        fix: 'Note the delivery first (POST …/delivery).',
      })
    }
    const { delivered_on = file.request.received_on } = file.state.delivery ?? {}
    refuseImpossibleDay(deps, ['returned_on', returned.returned_on], delivered_on)
    await deps.stores.commit(
      writeSteps(deps, caller, file, {
        steps: [{ kind: 'delivery_returned', detail: returned }],
        audit: { kind: 'disclosure.delivery_returned' },
      }),
    )
    return viewOf(deps, await openFile(deps, requestNo))
  })
}

const lastOnTheWay = ({ steps }: DisclosureFile) =>
  steps.findLast(({ kind }) => kind === 'delivered' || kind === 'delivery_returned')?.kind

const isUnderWay = (file: DisclosureFile) => lastOnTheWay(file) === 'delivered'

/** Its newest delivery came back undelivered. */
export const hasComeBack = (file: DisclosureFile) => lastOnTheWay(file) === 'delivery_returned'
