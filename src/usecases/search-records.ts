// Searching records, newest day first; a search by person says why and is logged.

import { DomainError } from '../domain/domain-error.ts'
import { missingItemCode } from '../domain/gaps.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import { ITEM_CODES } from '../domain/record-rules.ts'
import type { Search } from '../domain/record-schema.ts'
import { identityOfStated } from '../domain/stated-person.ts'
import { findMatchingLines } from './find-matching-lines.ts'
import { findItemWordings } from './item-wordings.ts'
import type { Caller, Deps, RecordFilter, RecordVersion } from './ports.ts'
import { type RecordSummary, readEvents, summarise } from './record-view.ts'
import { HIDDEN_WORDING, type Sight, sightOf } from './sight.ts'

export interface FoundRecord extends RecordSummary {
  third_party: { code: string | null; name: string | null }
  line_count: number
  /** Only in a search by person. */
  matched_lines?: { line: number; match: 'exact' | 'candidate' }[]
}

export interface RecordPage {
  records: FoundRecord[]
  next_cursor: string | null
}

/** A record of a page as it stands, for who shows more of it than its summary. */
export interface ListedRecord {
  version: RecordVersion
  event: ProvisionEvent
  /** Only in a search by person. */
  matched?: MatchedLine[]
}

type MatchedLine = NonNullable<FoundRecord['matched_lines']>[number]

/** A page of records in force (contract 5). Throws invalid_body for a cursor or request that is none. */
export async function searchRecords(
  deps: Deps,
  caller: Caller,
  search: Search,
): Promise<RecordPage> {
  const { listed, next_cursor } = await listRecords(deps, caller, search)
  return {
    records: listed.map(({ version, event, matched }) => ({
      ...summarise(deps, version, event),
      third_party: { code: event.third_party.code ?? null, name: event.third_party.name ?? null },
      line_count: lineCountOf(version),
      ...(matched ? { matched_lines: matched } : {}),
    })),
    next_cursor,
  }
}

export interface RecordListing {
  listed: ListedRecord[]
  next_cursor: string | null
  /** Some lists of items were too old to be searched. */
  moreItems: boolean
}

/** The same search, also by part of an item's name, record by record; as much is logged. */
export async function listRecords(
  deps: Deps,
  caller: Caller,
  search: Search & { item?: string | undefined },
): Promise<RecordListing> {
  await requireRequest(deps, search.request_no)
  const sight = sightOf(caller)
  const matched = search.data_subject && (await matchLines(deps, search.data_subject, sight))
  const filter = await filterOf(deps, search, matched && [...matched.keys()])
  const items = search.item === undefined ? undefined : await findItemWordings(deps, search.item)
  if (filter && items) filter.itemsWordingIds = items.wordingIds
  const found = filter
    ? await deps.stores.records.list({ ...filter, sight, limit: search.limit + 1 })
    : []
  const page = found.slice(0, search.limit)
  const events = await readEvents(deps, page)
  await logSearch(deps, caller, search, page)
  const last = found.length > search.limit ? page.at(-1) : undefined
  return {
    listed: page.map((version, n) => {
      const lines = matched?.get(version.recordNo)
      const listed = { version, event: events[n] as ProvisionEvent }
      return lines ? { ...listed, matched: lines } : listed
    }),
    next_cursor: last ? `${last.occurredOn}.${last.recordNo}` : null,
    moreItems: items?.more === true,
  }
}

/** Those in sight. */
export const lineCountOf = ({ lines }: Pick<RecordVersion, 'lines'>) =>
  lines.filter(id => id !== HIDDEN_WORDING).length

async function matchLines(deps: Deps, person: NonNullable<Search['data_subject']>, sight: Sight) {
  const lines = await findMatchingLines(deps, identityOfStated(person), sight)
  return Map.groupBy(
    lines.map(({ recordNo, line, match }) => ({ recordNo, line, match })),
    ({ recordNo }) => recordNo,
  )
}

/** A request number justifies a search only if the request is there. */
async function requireRequest(deps: Deps, requestNo: string | undefined) {
  if (requestNo === undefined || (await deps.stores.disclosures.find(requestNo))) return
  throw new DomainError('invalid_body', 'There is no such disclosure request.', {
    fix: 'Give the number of an open request, or a written reason.',
    faults: [{ pointer: '/request_no', code: 'invalid_value', detail: 'names no request' }],
  })
}

/** Undefined when nothing can be found: an unknown third party. */
async function filterOf(
  deps: Deps,
  search: Search,
  recordNos: number[] | undefined,
): Promise<Omit<RecordFilter, 'limit'> | undefined> {
  const filter: Omit<RecordFilter, 'limit'> = {}
  if (recordNos) filter.recordNos = recordNos
  if (search.third_party !== undefined) {
    const [party] = await deps.stores.thirdParties.findByCodes([search.third_party])
    if (!party) return undefined
    filter.thirdPartyId = party.thirdPartyId
  }
  if (search.direction) filter.direction = search.direction
  if (search.basis) filter.basis = search.basis
  if (search.from) filter.from = search.from
  if (search.to) filter.to = search.to
  if (search.gap !== undefined) filter.gap = storedGap(search.gap)
  if (search.cursor !== undefined) filter.after = parseCursor(search.cursor)
  return filter
}

/** A gap is stored by its item or conflict code; callers may also name it by its gap code. */
function storedGap(gap: string): string {
  return ITEM_CODES.find(item => missingItemCode(item) === gap) ?? gap
}

/** A place in a list of records. Throws invalid_body for what is none. */
export function parseCursor(cursor: string) {
  const parts = /^(\d{4}-\d{2}-\d{2})\.(\d{1,15})$/.exec(cursor)
  if (!parts?.[1]) {
    throw new DomainError('invalid_body', 'The cursor is none of this list.', {
      faults: [{ pointer: '/cursor', code: 'invalid_value', detail: 'is not a next_cursor' }],
    })
  }
  return { occurredOn: parts[1], recordNo: Number(parts[2]) }
}

const MARKED_READ = 'protective_mark.records_read' as const

/** The reason may name a person: it is kept sealed. What only the restricted role saw is an event apart. */
async function logSearch(deps: Deps, caller: Caller, search: Search, page: RecordVersion[]) {
  const { stores, vault, clock } = deps
  const byPerson = search.data_subject !== undefined
  const sealed = search.reason && vault.seal(search.reason, 'audit:reason')
  const numbers = (records: RecordVersion[]) => records.map(({ recordNo }) => recordNo)
  const hidden = page.filter(({ isProtected }) => isProtected)
  const others = page.filter(({ isProtected }) => !isProtected)
  const at = clock()
  await stores.commit(
    stores.audit.insert([
      ...(hidden.length > 0
        ? [{ at, kind: MARKED_READ, actor: caller.actor, detail: { record_nos: numbers(hidden) } }]
        : []),
      {
        at,
        kind: 'records.searched',
        actor: caller.actor,
        detail: {
          by_person: byPerson,
          record_nos: numbers(others),
          found: others.length,
          request_no: search.request_no,
          sealed_reason: sealed && Buffer.from(sealed).toString('base64'),
        },
      },
    ]),
  )
}
