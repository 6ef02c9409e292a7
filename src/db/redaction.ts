// Redacting requests whose years are over: one list of statements, of which the first one decides what goes.

import { sql } from 'kysely'
import type { Write } from '../usecases/ports.ts'
import type { RedactedRequest, RedactionBatch } from '../usecases/request-link-ports.ts'
import { sqlite, values } from './database.ts'
import { runGoesOn } from './run-guard.ts'

/**
 * The first statement takes a request only while it has the steps it was judged by, its run still runs, and
 * nothing happened that could hold it; all others follow what the first one took. What is left are numbers,
 * days and codes: which papers were issued, not what stood in them.
 */
export function redactBatch({ requests, runId, at, actor, seenAuditNo }: RedactionBatch): Write[] {
  const gone = sql`(
    select request_no from disclosure_request
    where redacted_at = ${at} and request_no in ${values(requests.map(one => one.requestNo))})`
  const statements = [
    take(requests, { runId, at, seenAuditNo }),
    sql`update disclosure_step set sealed = unhex(redacted.value ->> 2)
      from json_each(${stepsOf(requests)}) as redacted
      where request_no = redacted.value ->> 0 and step = redacted.value ->> 1
      and request_no in ${gone}`,
    sql`insert into disclosure_step (request_no, step, kind, taken_at, taken_by, sealed)
      select last.value ->> 0, last.value ->> 1, 'redacted', ${at}, ${actor}, unhex(last.value ->> 2)
      from json_each(${listOf(requests, one => [one.requestNo, one.steps + 1, one.sealedLast])}) as last
      where last.value ->> 0 in ${gone}`,
    sql`delete from disclosure_request_key where request_no in ${gone}`,
    sql`update approval set sealed = null where kind = 'extract' and subject in ${gone}`,
    sql`delete from extract_chunk where extract_no in (
      select extract_no from extract where request_no in ${gone})`,
    sql`delete from letter_chunk where letter_no in (
      select letter_no from letter where request_no in ${gone})`,
    sql`insert into audit_event (at, kind, actor, detail)
      select ${at}, 'retention.requests_redacted', ${actor}, json_object(
        'run_id', ${runId}, 'request_nos', json_group_array(request_no))
      from disclosure_request where request_no in ${gone} having count(*) > 0`,
    // What a run redacted stands on its row at once: if it dies, a later one owes the files their tidying.
    sql`update retention_run set beat_at = ${at}, report = json_set(report, '$.requests_redacted',
        coalesce(report ->> '$.requests_redacted', 0) + (
          select count(*) from disclosure_request where request_no in ${gone}))
      where run_id = ${runId}`,
  ]
  return statements.map(statement => statement.compile(sqlite))
}

function take(
  requests: readonly RedactedRequest[],
  { runId, at, seenAuditNo }: Pick<RedactionBatch, 'runId' | 'at' | 'seenAuditNo'>,
) {
  const judged = listOf(requests, one => [one.requestNo, one.steps, one.sealed])
  return sql`update disclosure_request set redacted_at = ${at}, sealed = unhex(judged.value ->> 2)
    from json_each(${judged}) as judged
    where request_no = judged.value ->> 0 and redacted_at is null
    and judged.value ->> 1 = (
      select count(*) from disclosure_step as s where s.request_no = judged.value ->> 0)
    and ${runGoesOn({ runId, seenAuditNo })}`
}

const stepsOf = (requests: readonly RedactedRequest[]) =>
  JSON.stringify(
    requests.flatMap(({ requestNo, sealedSteps }) =>
      sealedSteps.map(({ step, sealed }) => [requestNo, step, hex(sealed)]),
    ),
  )

/** Rows of a request number, a number and a sealed value. */
const listOf = (
  requests: readonly RedactedRequest[],
  row: (request: RedactedRequest) => [string, number, Uint8Array],
) =>
  JSON.stringify(
    requests.map(request => {
      const [requestNo, number, sealed] = row(request)
      return [requestNo, number, hex(sealed)]
    }),
  )

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
