// Counting what a run or a preview finds, per retention class and direction.

import type { Direction } from '../domain/legal-basis.ts'
import type { RetentionClass } from '../domain/retention-period.ts'
import { HELD_REASONS, type HeldReason, type JudgedRecord } from './retention-judgement.ts'

/** One row of the table of an erasure report. */
export interface ClassCount {
  class: RetentionClass
  direction: Direction
  /** Records whose day has come. */
  due: number
  held: number
  erased: number
}

export interface TallyReport {
  due: number
  /** May go: due and not held. */
  erasable: number
  held: number
  erased: number
  classes: ClassCount[]
  /** A record may be held for several reasons. */
  reasons: Record<HeldReason, number>
  /** Records held by each legal hold. */
  legal_holds: Record<string, number>
}

export class Tally {
  /** Erased records that a mark hid: who reads the report never saw them. */
  erasedHidden = 0
  readonly #classes = new Map<string, ClassCount>()
  readonly #reasons = new Map<HeldReason, number>()
  readonly #holds = new Map<string, number>()

  held(record: JudgedRecord) {
    const row = this.#row(record)
    row.due += 1
    row.held += 1
    for (const reason of record.reasons) count(this.#reasons, reason)
    for (const code of record.holdCodes) count(this.#holds, code)
  }

  /** @param erased false in a dry run. */
  erasable(record: JudgedRecord, erased: boolean) {
    const row = this.#row(record)
    row.due += 1
    if (erased) row.erased += 1
    if (erased && record.isProtected) this.erasedHidden += 1
  }

  report(): TallyReport {
    const classes = [...this.#classes.values()].sort((a, b) =>
      `${a.class}${a.direction}` < `${b.class}${b.direction}` ? -1 : 1,
    )
    const sum = (field: 'due' | 'held' | 'erased') =>
      classes.reduce((total, row) => total + row[field], 0)
    return {
      due: sum('due'),
      erasable: sum('due') - sum('held'),
      held: sum('held'),
      erased: sum('erased'),
      classes,
      reasons: Object.fromEntries(
        HELD_REASONS.map(reason => [reason, this.#reasons.get(reason) ?? 0]),
      ) as Record<HeldReason, number>,
      legal_holds: Object.fromEntries(this.#holds),
    }
  }

  #row({ retentionClass, direction }: JudgedRecord): ClassCount {
    const key = `${retentionClass}/${direction}`
    const row = this.#classes.get(key) ?? {
      class: retentionClass,
      direction,
      due: 0,
      held: 0,
      erased: 0,
    }
    this.#classes.set(key, row)
    return row
  }
}

function count<Key>(counts: Map<Key, number>, key: Key) {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}
