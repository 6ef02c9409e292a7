// Letters issued on the way of a disclosure request, and their sealed bytes.

import type { Selectable } from 'kysely'
import type { ProcedureKind } from '../usecases/letter-document.ts'
import type { LetterStore, StoredLetter } from '../usecases/letter-ports.ts'
import { type SqlDatabase, sqlite } from './database.ts'
import { lastOfSeriesQuery } from './last-of-series.ts'
import type { Tables } from './tables.ts'

export function letterStore(db: SqlDatabase): LetterStore {
  return {
    async find(letterNo) {
      const [row] = await db.all(letters().where('letter_no', '=', letterNo).compile())
      return row && toLetter(row)
    },
    async listOf(requestNo) {
      const query = letters().where('request_no', '=', requestNo).orderBy('letter_no')
      return (await db.all(query.compile())).map(toLetter)
    },
    async last(seriesYear) {
      const [row] = await db.all(lastOfSeriesQuery('letter', seriesYear))
      return { letterNo: row?.number ?? 0, seriesNumber: row?.series_number ?? 0 }
    },
    async findChunks(letterNo, edition) {
      const rows = await db.all(
        sqlite
          .selectFrom('letter_chunk')
          .selectAll()
          .where('letter_no', '=', letterNo)
          .where('edition', '=', edition)
          .orderBy('chunk')
          .compile(),
      )
      return rows.map(({ letter_no, ...chunk }) => ({ letterNo: letter_no, ...chunk }))
    },
    insert: letter =>
      sqlite
        .insertInto('letter')
        .values({
          letter_no: letter.letterNo,
          request_no: letter.requestNo,
          kind: letter.kind,
          doc_no: letter.docNo,
          series_year: letter.seriesYear,
          series_number: letter.seriesNumber,
          issued_at: letter.issuedAt,
          issued_by: letter.issuedBy,
          sha256: letter.sha256,
        })
        .compile(),
    insertChunk: ({ letterNo, ...chunk }) =>
      sqlite
        .insertInto('letter_chunk')
        .values({ letter_no: letterNo, ...chunk })
        .compile(),
  }
}

const letters = () => sqlite.selectFrom('letter').selectAll()

function toLetter(row: Selectable<Tables['letter']>): StoredLetter {
  return {
    letterNo: row.letter_no,
    requestNo: row.request_no,
    kind: row.kind as ProcedureKind,
    docNo: row.doc_no,
    seriesYear: row.series_year,
    seriesNumber: row.series_number,
    issuedAt: row.issued_at,
    issuedBy: row.issued_by,
    sha256: row.sha256,
  }
}
