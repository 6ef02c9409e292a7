// /records/:no/readings: everybody who read a record and what was done to it; the record's page shows the newest.

import { READERS } from '../../domain/role.ts'
import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { listReadings, type Reading } from '../../usecases/record-readings.ts'
import {
  findSurroundings,
  type RecordSurroundings,
  requestsAround,
} from '../../usecases/record-surroundings.ts'
import { Instant, Pager, pathWith, Table } from '../components.tsx'
import { csvLine, csvResponse } from '../csv.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { auditKinds } from './audit-words.ts'
import { recordNoOf } from './record-number.ts'
import { recordWords } from './record-words.ts'

const PAGE = 100
const CSV_PAGE = 500
/** On the page of the record itself. */
const NEWEST = 20

interface Readings {
  readings: readonly Reading[]
  next: number | undefined
}

type Page = Parameters<typeof listReadings>[2]

export function recordReadingPages(shell: Shell, deps: Deps) {
  const access = { roles: READERS, people: true }
  shell.get('/records/:no/readings', access, async visit => {
    const around = await findSurroundings(deps, visit.caller, recordNoOf(visit))
    const found = await listReadings(deps, visit.caller, {
      ...pageOf(around, PAGE),
      before: beforeOf(visit),
    })
    return showReadings(deps, visit, { ...found, recordNo: around.record_no })
  })
  shell.get('/records/:no/readings.csv', access, async visit => {
    const around = await findSurroundings(deps, visit.caller, recordNoOf(visit))
    return csvResponse('readings.csv', lines(deps, visit, pageOf(around, CSV_PAGE)))
  })
}

/** Those that stand on the record's page. */
export const newestReadings = (deps: Deps, visit: Visit, around: RecordSurroundings) =>
  listReadings(deps, visit.caller, pageOf(around, NEWEST))

const pageOf = (around: RecordSurroundings, limit: number): Page => ({
  recordNo: around.record_no,
  requestNos: requestsAround(around),
  since: around.recorded_at,
  limit,
})

function beforeOf(visit: Visit): number | undefined {
  const { after = '' } = visit.c.req.query()
  return /^\d{1,15}$/.test(after) ? Number(after) : undefined
}

async function showReadings(
  deps: Deps,
  visit: Visit,
  { recordNo, readings, next }: Readings & { recordNo: number },
) {
  const t = visit.say(recordWords)
  const title = t.readingsTitle(recordNo)
  const names = await nameActors(
    deps,
    readings.map(({ by }) => by),
  )
  const back = `/records/${recordNo}`
  return visit.page(
    { title },
    <>
      <h1>{title}</h1>
      <ReadingTable visit={visit} readings={readings} names={names} />
      <Pager
        visit={visit}
        isFirst={beforeOf(visit) === undefined}
        next={next === undefined ? undefined : { after: String(next) }}
      />
      <p class="actions">
        <a href={pathWith(visit, { after: '' }, `${back}/readings.csv`)}>{t.readingsExport}</a>
        <a href={back}>{t.backToRecord}</a>
      </p>
    </>,
  )
}

export function ReadingTable(props: {
  visit: Visit
  readings: readonly Reading[]
  names: ReadonlyMap<string, string>
}) {
  const { visit, readings, names } = props
  const t = visit.say(recordWords)
  return (
    <Table
      caption={t.readings}
      hideCaption
      rows={readings}
      columns={[
        { head: t.at, cell: one => <Instant visit={visit} at={one.at} /> },
        { head: t.by, cell: one => names.get(one.by) ?? <code>{one.by}</code> },
        { head: t.what, cell: one => kindInWords(visit, one) },
      ]}
    />
  )
}

const kindInWords = (visit: Visit, { kind }: Reading) => visit.say(auditKinds)[kind]

async function* lines(deps: Deps, visit: Visit, page: Page) {
  const t = visit.say(recordWords)
  yield csvLine([t.at, t.by, t.what])
  let before: number | undefined
  do {
    const { readings, next } = await listReadings(deps, visit.caller, { ...page, before })
    const names = await nameActors(
      deps,
      readings.map(({ by }) => by),
    )
    yield readings
      .map(one =>
        csvLine([visit.instant(one.at), names.get(one.by) ?? one.by, kindInWords(visit, one)]),
      )
      .join('')
    before = next
  } while (before !== undefined)
}

/** The newest, and the way to all of them. */
export function NewestReadings({
  visit,
  readings: { readings, next },
  names,
  no,
}: {
  visit: Visit
  readings: Readings
  names: ReadonlyMap<string, string>
  no: number
}) {
  const t = visit.say(recordWords)
  return (
    <>
      <h2>{t.readings}</h2>
      <p class="muted">{t.readingsLead}</p>
      <ReadingTable visit={visit} readings={readings} names={names} />
      <p>
        <a href={`/records/${no}/readings${next === undefined ? '.csv' : ''}`}>
          {next === undefined ? t.readingsExport : t.allReadings}
        </a>
      </p>
    </>
  )
}
