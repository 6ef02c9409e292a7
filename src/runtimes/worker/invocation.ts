// The invocation a piece of work belongs to: its budget, its time, and how to outlive its answer.

import { AsyncLocalStorage } from 'node:async_hooks'
import type { ExecutionContext } from './bindings.ts'
import { QueryBudget } from './query-budget.ts'

export class Invocation {
  readonly budget: QueryBudget
  readonly #deadline: number
  readonly #context: ExecutionContext

  constructor(
    context: ExecutionContext,
    { queryBudget, workMs }: { queryBudget: number; workMs: number },
  ) {
    this.#context = context
    this.#deadline = performance.now() + workMs
    this.budget = new QueryBudget(queryBudget)
  }

  /** Whether there is time for more work that nobody waits for. */
  get hasTime(): boolean {
    return performance.now() < this.#deadline
  }

  /** The invocation lasts until this work is done, whatever became of its answer. */
  keepAlive(work: Promise<unknown>) {
    this.#context.waitUntil(work.catch(() => undefined))
  }
}

const running = new AsyncLocalStorage<Invocation>()

export function withInvocation<Result>(invocation: Invocation, work: () => Result): Result {
  return running.run(invocation, work)
}

export function currentInvocation(): Invocation {
  const invocation = running.getStore()
  if (!invocation) throw new Error('work outside of any invocation')
  return invocation
}
