// Doing a read-then-write again when another writer came first.

import { StaleWriteError } from './ports.ts'

const MAX_ATTEMPTS = 5

export async function retryStale<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let left = MAX_ATTEMPTS; ; left -= 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof StaleWriteError) || left === 1) throw error
    }
  }
}
