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
import { Instant, Table } from '../components.tsx'
import {
  type List,
  type ListColumn,
  Listing,
  listFile,
  numberKey,
  shownColumns,
} from '../lists.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { auditKinds } from './audit-words.ts'
import { recordNoOf } from './record-number.ts'
import { recordWords } from './record-words.ts'

/** On the page of the record itself. */
const NEWEST = 20

type NamedReading = Reading & { name: string }

export function recordReadingPages(shell: Shell, deps: Deps) {
  const access = { roles: READERS, people: true }
  const open = (visit: Visit) => findSurroundings(deps, visit.caller, recordNoOf(visit))
  shell.get('/records/:no/readings', access, async visit =>
    showReadings(deps, visit, await open(visit)),
  )
  shell.get('/records/:no/readings.csv', access, async visit =>
    listFile(readingList(deps, visit, await open(visit))),
  )
}

async function read(
  deps: Deps,
  visit: Visit,
  page: { around: RecordSurroundings; before?: number | undefined; limit: number },
): Promise<NamedReading[]> {
  const { around, ...part } = page
  const found = await listReadings(deps, visit.caller, {
    recordNo: around.record_no,
    requestNos: requestsAround(around),
    since: around.recorded_at,
    ...part,
  })
  const names = await nameActors(
    deps,
    found.map(({ by }) => by),
  )
  return found.map(one => ({ ...one, name: names.get(one.by) ?? one.by }))
}

const readingList = (deps: Deps, visit: Visit, around: RecordSurroundings): List<NamedReading> => ({
  caption: visit.say(recordWords).readings,
  columns: columnsOf(visit),
  read: ({ after, limit }) => read(deps, visit, { around, before: numberKey(after), limit }),
  key: ({ audit_no: no }) => String(no),
  empty: null,
  csv: `/records/${around.record_no}/readings.csv`,
})

function columnsOf(visit: Visit): ListColumn<NamedReading>[] {
  const t = visit.say(recordWords)
  const kinds = visit.say(auditKinds)
  return [
    {
      head: t.at,
      text: one => visit.instant(one.at),
      cell: one => <Instant visit={visit} at={one.at} />,
    },
    { head: t.by, text: one => one.name },
    { head: t.what, text: one => kinds[one.kind] },
  ]
}

function showReadings(deps: Deps, visit: Visit, around: RecordSurroundings) {
  const t = visit.say(recordWords)
  const title = t.readingsTitle(around.record_no)
  return visit.page(
    { title },
    <>
      <h1>{title}</h1>
      <Listing visit={visit} list={readingList(deps, visit, around)} />
      <p>
        <a href={`/records/${around.record_no}`}>{t.backToRecord}</a>
      </p>
    </>,
  )
}

/** The newest, and the way to all of them. */
export async function NewestReadings({
  visit,
  deps,
  surroundings: around,
}: {
  visit: Visit
  deps: Deps
  surroundings: RecordSurroundings
}) {
  const t = visit.say(recordWords)
  const rows = await read(deps, visit, { around, limit: NEWEST })
  return (
    <>
      <h2>{t.readings}</h2>
      <p class="muted">{t.readingsLead}</p>
      <Table
        caption={t.readings}
        hideCaption
        rows={rows}
        columns={shownColumns({ columns: columnsOf(visit) })}
      />
      <p>
        <a href={`/records/${around.record_no}/readings`}>{t.allReadings}</a>
      </p>
    </>
  )
}
