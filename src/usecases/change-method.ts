// When the way of disclosure that was asked for is difficult (A33(2) second sentence): the person is asked
// about another one, answers, or is told that paper is left.

import type { PostedMethodChange } from '../domain/disclosure-schema.ts'
import { DomainError } from '../domain/domain-error.ts'
import { openFile, refuseIssued, today, writeSteps } from './disclosure-file.ts'
import type { Caller, Deps } from './ports.ts'
import { type RequestView, viewOf } from './read-disclosure-request.ts'
import { retryStale } from './retry-stale.ts'

/** The newest step stands. Throws not_found, invalid_body, already_issued, request_closed. */
export function changeMethod(
  deps: Deps,
  caller: Pick<Caller, 'actor'>,
  { requestNo, change }: { requestNo: string; change: PostedMethodChange },
): Promise<RequestView> {
  return retryStale(async () => {
    const file = await openFile(deps, requestNo)
    refuseIssued(file)
    if (change.stage === 'consultation') refusePast(deps, change.reply_by)
    if (change.stage === 'notice' && file.request.delivery === 'document') refuseSame()
    await deps.stores.commit(
      writeSteps(deps, caller, file, {
        steps: [{ kind: 'method_changed', detail: change }],
        audit: { kind: 'disclosure.method_changed', detail: { stage: change.stage } },
      }),
    )
    return viewOf(deps, await openFile(deps, requestNo))
  })
}

function refusePast(deps: Deps, replyBy: string) {
  if (replyBy > today(deps)) return
  throw new DomainError('invalid_body', 'Nobody can answer by that day.', {
    faults: [{ pointer: '/reply_by', code: 'in_the_past', detail: 'is not after today' }],
  })
}

function refuseSame() {
  throw new DomainError('invalid_body', 'Paper is what was asked for.', {
    faults: [{ pointer: '/stage', code: 'no_change', detail: 'changes nothing' }],
  })
}
