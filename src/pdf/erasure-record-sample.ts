// Invented content of a record of erasure: for previews and the tests of pages.

import type { Phrase } from '../usecases/letter-document.ts'
import type { RegisterOf } from '../usecases/register-document.ts'

const words = (name: string, values?: Record<string, Phrase>): Phrase =>
  values ? { words: name, values } : { words: name }
const at = (date: string, time: string) => words('instant', { date, time })

export const ERASURE_RECORD: RegisterOf<'erasure_record'> = {
  kind: 'erasure_record',
  values: {
    runNo: '7',
    operatorName: '株式会社架空スマイル',
    madeAt: at('2026-11-22', '03:31:02'),
    startedAt: at('2026-11-22', '03:30:00'),
    finishedAt: at('2026-11-22', '03:31:02'),
    startedBy: words('by_schedule'),
    approvers: 'key:sample',
    asOfOn: '2026-11-22',
    graceDays: '30',
    voluntaryYears: '3',
    state: words('state_done'),
    vacuum: words('vacuumed'),
    checkpoint: words('checkpointed'),
    traces: words('traces', { sought: '32', found: '0' }),
    recordsBefore: '12,345',
    recordsAfter: '12,343',
    verifiedAt: at('2026-11-23', '10:00:00'),
    verifiedFaults: '0',
    backups: words('backups_kept', { where: 'D1 Time Travel', days: '30', date: '2026-12-22' }),
    extracts: '1',
    registerYears: '3',
    failed: '0',
    nextRunAt: at('2026-11-23', '03:30:00'),
  },
  tables: {
    results: [
      {
        class: words('class_r3'),
        direction: words('provided'),
        due: '15',
        erased: '2',
        held: '13',
        failed: '0',
      },
    ],
    reasons: [
      {
        reason: words('reason_legal_hold'),
        codes: [words('hold_of', { code: 'suit-2026-1', count: '13' })],
        records: '13',
      },
    ],
    incomplete: [
      {
        recordNo: '8',
        missing: [words('item_consent')],
        approvedBy: 'key:sample',
        reason: '提供先の廃業により補う資料を得られないため',
      },
    ],
    erased: [
      {
        recordNo: '7',
        class: words('class_r3'),
        direction: words('provided'),
        basis: words('basis_consent'),
        madeOn: '2023-10-01',
        filledOn: '2023-10-20',
        lastOn: '2023-10-01',
        keepThrough: '2026-10-20',
        deletableFrom: '2026-11-20',
      },
      {
        recordNo: '8',
        class: words('class_r3'),
        direction: words('provided'),
        basis: words('basis_consent'),
        madeOn: '2023-10-01',
        lastOn: '2023-10-01',
        deletableFrom: '2026-11-01',
      },
    ],
  },
}
