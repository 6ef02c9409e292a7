// The worklist of gaps as the console shows it: by third party and age, by item, and one group record by record.

import { type CalendarDate, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { ConflictCode } from '../domain/gaps.ts'
import type { RecordedThirdParty, ThirdPartyWording } from '../domain/provision-event.ts'
import type { ItemCode } from '../domain/record-rules.ts'
import type { Caller, Deps, RecordVersion } from './ports.ts'
import { sightOf } from './sight.ts'
import { readWordings } from './wordings.ts'

export const GAP_KINDS = ['missing_item', 'conflict'] as const
export type GapKind = (typeof GAP_KINDS)[number]

/** Records of one third party by their age; void ones are left out. */
export interface GapGroup {
  /** Null: without a code. */
  third_party: string | null
  /** Of a body in the register; a person is told by the code alone. */
  name: string | null
  records: number
  oldest_month: string
  ages: [recent: number, months: number, old: number]
}

export interface GapItems {
  /** Records with this gap, most first. */
  items: { gap: ItemCode | ConflictCode; records: number; oldest_on: CalendarDate }[]
  /** Only the oldest records were looked at: there are more. */
  more: boolean
}

export interface GapQuery {
  kind: GapKind
  /** `-`: records without a coded third party. */
  thirdParty?: string | undefined
  gap?: string | undefined
  after?: { occurredOn: CalendarDate; recordNo: number } | undefined
  limit: number
}

/** How many records are looked at for their items: a few milliseconds. */
export const LOOKED_AT = 2_000

type Looking = Pick<Caller, 'scopes'>
type GapDeps = Pick<Deps, 'clock' | 'vault' | 'stores'>

/** The oldest first. Codes and counts: it names nobody, and nothing is logged. */
export async function listGapGroups(
  deps: GapDeps,
  caller: Looking,
  kind: GapKind,
): Promise<GapGroup[]> {
  const today = legalDayOfInstant(deps.clock())
  const groups = new Map<string | null, GapGroup>()
  for (const { code, month, ...counts } of await deps.stores.counts.listGaps(sightOf(caller))) {
    const records = kind === 'conflict' ? counts.conflicting : counts.lacking
    if (records === 0) continue
    const group = groups.get(code) ?? newGroup(code, month)
    group.records += records
    if (month < group.oldest_month) group.oldest_month = month
    group.ages[ageBand(month, today)] += records
    groups.set(code, group)
  }
  const sorted = [...groups.values()].sort((a, b) => (a.oldest_month < b.oldest_month ? -1 : 1))
  await nameBodies(deps, sorted)
  return sorted
}

/** Of this month and the last two; of the nine before; older. */
export function ageBand(month: string, today: CalendarDate): 0 | 1 | 2 {
  const age = monthNumber(today) - monthNumber(month)
  return age <= 2 ? 0 : age <= 11 ? 1 : 2
}

const monthNumber = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))

const newGroup = (code: string | null, month: string): GapGroup => ({
  third_party: code,
  name: null,
  records: 0,
  oldest_month: month,
  ages: [0, 0, 0],
})

/** Which items these records lack, or what they are at odds with. */
export async function countGapItems(
  deps: GapDeps,
  caller: Looking,
  query: Pick<GapQuery, 'kind' | 'thirdParty'>,
): Promise<GapItems> {
  const found = await findGapRecords(deps, caller, { ...query, limit: LOOKED_AT })
  const items = new Map<ItemCode | ConflictCode, GapItems['items'][number]>()
  for (const { missing, conflicts, occurredOn } of found) {
    for (const gap of query.kind === 'conflict' ? conflicts : missing) {
      const item = items.get(gap) ?? { gap, records: 0, oldest_on: occurredOn }
      item.records += 1
      items.set(gap, item)
    }
  }
  return {
    items: [...items.values()].sort((a, b) => b.records - a.records),
    more: found.length === LOOKED_AT,
  }
}

export interface GapRecord {
  version: RecordVersion
  /** What the record calls a body; a person is told by the code alone, as above. */
  party: string | null
}

/** Records with such a gap, the oldest first. */
export async function listGapRecords(
  deps: GapDeps,
  caller: Looking,
  query: GapQuery,
): Promise<GapRecord[]> {
  const found = await findGapRecords(deps, caller, query)
  const wordings = await readWordings(
    deps,
    found.map(({ thirdPartyWordingId: id }) => id),
  )
  return found.map(version => {
    const party = wordings.get(version.thirdPartyWordingId) as RecordedThirdParty
    const isBody = party.kind !== undefined && party.kind !== 'individual'
    return { version, party: (isBody ? party.name : undefined) ?? party.code ?? null }
  })
}

async function findGapRecords(
  { stores }: Pick<Deps, 'stores'>,
  caller: Looking,
  { kind, thirdParty, gap, after, limit }: GapQuery,
): Promise<RecordVersion[]> {
  const sight = sightOf(caller)
  const thirdPartyId = await idOf(stores, thirdParty, sight)
  if (thirdPartyId === 'unknown') return []
  return stores.records.list({
    gap: gap ?? kind,
    sight,
    withoutVoid: true,
    oldestFirst: true,
    limit,
    ...(thirdPartyId === undefined ? {} : { thirdPartyId }),
    ...(after ? { after } : {}),
  })
}

async function idOf(
  { thirdParties }: Deps['stores'],
  code: string | undefined,
  sight: ReturnType<typeof sightOf>,
): Promise<number | null | undefined | 'unknown'> {
  if (code === undefined) return undefined
  if (code === '-') return null
  const [party] = await thirdParties.list({ codes: [code], limit: 1, sight })
  return party?.thirdPartyId ?? 'unknown'
}

/** The newest wording of those that are no natural persons. */
async function nameBodies(deps: GapDeps, groups: readonly GapGroup[]) {
  const codes = groups.flatMap(({ third_party: code }) => (code === null ? [] : [code]))
  const parties = codes.length > 0 ? await deps.stores.thirdParties.findByCodes(codes) : []
  const newest = new Map(parties.map(one => [one.code, one.revisions.at(-1)?.wordingId]))
  const wordings = await readWordings(
    deps,
    [...newest.values()].map(id => id ?? null),
  )
  for (const group of groups) {
    const id = newest.get(group.third_party ?? '')
    const wording = id === undefined ? undefined : (wordings.get(id) as ThirdPartyWording)
    if (wording && wording.kind !== 'individual') group.name = wording.name ?? null
  }
}
