// The group commit of an isolate. Requests that wait at the same time share a commit, as on Node; but here
// each invocation has its own I/O and its own budget, so that it leads one group and then hands over: none
// works for others longer than for itself, and none waits for one that is gone.

import {
  type Deps,
  StoreBudgetError,
  StoreBusyError,
  StoreUnsureError,
} from '../../usecases/ports.ts'
import {
  type PostedProvision,
  type RecordOutcome,
  recordProvisions,
} from '../../usecases/record-provisions.ts'
import type { Recorder } from '../../usecases/recorder.ts'
import { currentInvocation, type Invocation } from './invocation.ts'

/** Rows of one commit, about a megabyte of them; a larger event stands alone. */
const MAX_COMMIT_SIZE = 5_000
/** How long anybody waits for the one who leads; afterwards a newcomer leads. */
const PATIENCE_MS = 15_000

/** Both promises are made by the invocation that waits: workerd continues them there, whoever resolves them. */
class Waiting {
  readonly entry: PostedProvision
  readonly outcome = Promise.withResolvers<RecordOutcome>()
  readonly turn = Promise.withResolvers<'lead'>()
  readonly invocation = currentInvocation()

  constructor(entry: PostedProvision) {
    this.entry = entry
  }
}

export function sharedRecorder(deps: Deps): Recorder {
  const waiting: Waiting[] = []
  /** When somebody began to lead; undefined while nobody does. */
  let ledSince: number | undefined

  async function commitGroup() {
    ledSince = deps.clock()
    // The other lines of the same piece of a stream are pushed in this very turn.
    await Promise.resolve()
    const group = takeGroup(waiting)
    try {
      const outcomes = await recordProvisions(
        deps,
        group.map(({ entry }) => entry),
      )
      group.forEach(({ outcome }, n) => {
        outcome.resolve(outcomes[n] as RecordOutcome)
      })
    } catch (error) {
      const left = group.filter(({ invocation }) => !mayFail(invocation, error))
      for (const one of group) if (!left.includes(one)) one.outcome.reject(error)
      waiting.unshift(...left)
    } finally {
      ledSince = waiting[0] ? deps.clock() : undefined
      waiting[0]?.turn.resolve('lead')
    }
  }

  function lead(mine: Waiting): Promise<RecordOutcome> {
    // Whoever leads works for others too: the client may leave, the work stays.
    currentInvocation().keepAlive(commitGroup())
    return mine.outcome.promise
  }

  return async entry => {
    const mine = new Waiting(entry)
    // Once its outcome is not awaited any more, a late rejection has nobody to tell.
    mine.outcome.promise.catch(() => undefined)
    if (ledSince === undefined || deps.clock() - ledSince > PATIENCE_MS) {
      waiting.unshift(mine)
      return lead(mine)
    }
    waiting.push(mine)
    // Its turn to lead must find this invocation alive, too.
    currentInvocation().keepAlive(Promise.race([mine.outcome.promise, mine.turn.promise]))
    const answer = await withPatience(mine, waiting)
    return answer === 'lead' ? lead(mine) : answer
  }
}

/** Who leads and has used up its own queries fails alone: the others have theirs. */
function mayFail(invocation: Invocation, error: unknown): boolean {
  return !(error instanceof StoreBudgetError) || invocation === currentInvocation()
}

/** The first is the one who leads. */
function takeGroup(waiting: Waiting[]): Waiting[] {
  let size = 0
  let count = 0
  for (const { entry } of waiting) {
    size += 5 + entry.event.data_subjects.length
    if (count > 0 && size > MAX_COMMIT_SIZE) break
    count += 1
  }
  return waiting.splice(0, count)
}

async function withPatience(mine: Waiting, waiting: Waiting[]): Promise<RecordOutcome | 'lead'> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const at = waiting.indexOf(mine)
      if (at !== -1) waiting.splice(at, 1)
      reject(
        at === -1
          ? new StoreUnsureError('the commit of another request did not end')
          : new StoreBusyError('the isolate stayed busy'),
      )
    }, PATIENCE_MS)
  })
  try {
    return await Promise.race([mine.outcome.promise, mine.turn.promise, tooLong])
  } finally {
    clearTimeout(timer)
  }
}
