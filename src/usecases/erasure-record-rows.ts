// The records that a run erased, as its record of erasure lists them (documents.md 5.2, 6 and 7).

import { openApproval } from './naming-reasons.ts'
import type { Deps } from './ports.ts'
import type { RegisterCell, RegisterRow } from './register-document.ts'
import type { StoredErasure } from './retention-ports.ts'

type Row<Name extends 'erased' | 'incomplete'> = RegisterRow<'erasure_record', Name>

export interface ErasedRows {
  /** The rows asked for. */
  erased: Row<'erased'>[]
  /** Of the whole run: normally none. */
  incomplete: Row<'incomplete'>[]
  approvers: string[]
  /** How many lines the run has; none once its years in the audit log are over. */
  total: number
}

const PAGE = 2000

/** Rows from `first` to `last` (exclusive), by record number. */
export async function erasedRows(
  deps: Pick<Deps, 'stores' | 'vault'>,
  runId: number,
  { first, last }: { first: number; last: number },
): Promise<ErasedRows> {
  const rows: ErasedRows = { erased: [], incomplete: [], approvers: [], total: 0 }
  for (let afterRecordNo = 0; ; ) {
    const page = await deps.stores.retention.listErasures(runId, { afterRecordNo, limit: PAGE })
    for (const erasure of page) {
      if (first <= rows.total && rows.total < last) rows.erased.push(erasedRow(erasure))
      if (erasure.missing.length > 0) rows.incomplete.push(incompleteRow(deps, erasure))
      const { approvedBy } = erasure
      if (approvedBy && !rows.approvers.includes(approvedBy)) rows.approvers.push(approvedBy)
      rows.total += 1
    }
    if (page.length < PAGE) return rows
    afterRecordNo = page.at(-1)?.recordNo ?? afterRecordNo
  }
}

function erasedRow(erasure: StoredErasure): Row<'erased'> {
  return {
    recordNo: String(erasure.recordNo),
    class: { words: `class_${erasure.retentionClass.toLowerCase()}` },
    direction: { words: erasure.direction },
    basis: { words: `basis_${erasure.basis}` },
    madeOn: erasure.recordedOn,
    filledOn: erasure.filledOn ?? undefined,
    lastOn: erasure.occurredOn,
    keepThrough: erasure.keepThrough ?? undefined,
    deletableFrom: erasure.deletableFrom,
  }
}

/** A void record goes without an approval: no law asks for it any more. */
function incompleteRow(deps: Pick<Deps, 'vault'>, erasure: StoredErasure): Row<'incomplete'> {
  const { recordNo, approvedBy, missing } = erasure
  return {
    recordNo: String(recordNo),
    missing: missing.map(item => ({ words: `item_${item.toLowerCase()}` })),
    approvedBy: approvedBy ?? undefined,
    reason: reasonOf(deps, erasure),
  }
}

function reasonOf(
  deps: Pick<Deps, 'vault'>,
  { recordNo, approvedBy, sealed }: StoredErasure,
): RegisterCell {
  if (approvedBy === null) return { words: 'void_needs_none' }
  return sealed ? openApproval(deps, { recordNo, approvedBy, sealed }) : { words: 'left_out' }
}
