// The one way by which entries reach the ledger: whoever waits at the same time shares a commit.

import { groupCommit } from './group-commit.ts'
import type { Deps } from './ports.ts'
import { type PostedProvision, type RecordOutcome, recordProvisions } from './record-provisions.ts'

export type Recorder = (entry: PostedProvision) => Promise<RecordOutcome>

/** Rows of one commit, about a megabyte of them; a larger event stands alone. */
const MAX_COMMIT_SIZE = 5_000

export interface RecorderOptions {
  /** Resolves after the runtime had a chance to read more requests. */
  nextTurn: () => Promise<void>
  /** In rows; 1 gives each entry its own commit. */
  maxCommitSize?: number
}

export function createRecorder(deps: Deps, { nextTurn, maxCommitSize }: RecorderOptions): Recorder {
  return groupCommit({
    commit: entries => recordProvisions(deps, entries),
    sizeOf: ({ event }) => 5 + event.data_subjects.length,
    maxSize: maxCommitSize ?? MAX_COMMIT_SIZE,
    nextTurn,
  })
}
