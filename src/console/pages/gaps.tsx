// /gaps: records that lack a statutory item or are at odds with their basis, and one form that mends many.

import { z } from 'zod'
import { isCalendarDate } from '../../domain/calendar-date.ts'
import { CONFLICT_CODES, type ConflictCode } from '../../domain/gaps.ts'
import { type BasisCode, basisAllows } from '../../domain/legal-basis.ts'
import { ITEM_CODES, type ItemCode } from '../../domain/record-rules.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import { listGapRecords } from '../../usecases/gap-groups.ts'
import { fillMany, type Mended, settleMany } from '../../usecases/mend-many.ts'
import type { Deps } from '../../usecases/ports.ts'
import { csvLine, csvResponse } from '../csv.ts'
import { EMPTY_FORM, type Sent, type Unsent } from '../forms.ts'
import { changesOf, emptyField, gapFields, settlementOf } from '../gap-fields.tsx'
import { ledgerWords } from '../ledger-words.ts'
import { listFile } from '../lists.tsx'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { showGapList } from './gap-lists.tsx'
import { type GapFilter, pathOf } from './gap-mending.tsx'
import { gapItemList, gapPartyList, showGapOverview } from './gap-overview.tsx'
import { gapWords } from './gaps-words.ts'

const CSV_PAGE = 500

const GAP_CODES = [...ITEM_CODES, ...CONFLICT_CODES] as [string, ...string[]]
const place = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}\.\d{1,15}$/)
  .transform(text => {
    const [occurredOn = '', recordNo = ''] = text.split('.')
    return { occurredOn, recordNo: Number(recordNo) }
  })
  .refine(({ occurredOn }) => isCalendarDate(occurredOn))
const filterSchema = z.object({
  kind: z.enum(['missing_item', 'conflict']).optional().catch(undefined),
  third_party: z.string().max(64).optional().catch(undefined),
  gap: z.enum(GAP_CODES).optional().catch(undefined),
  after: place.optional().catch(undefined),
})

const said = z.string().trim().min(1).max(2000)
const mendSchema = z.strictObject({
  gap: z.enum(GAP_CODES),
  third_party: z.string().max(64).optional(),
  after: z.string().optional(),
  record_no: z.preprocess(
    value => [value ?? []].flat(),
    z.array(z.coerce.number().int().min(1)).min(1, 'noRecord').max(200),
  ),
  ...gapFields,
  reason: said.optional(),
  evidence: said,
})

export function gapPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/gaps', label: { ja: '欠落', en: 'Gaps' }, roles: READERS })

  shell.get('/gaps', READERS, visit => {
    const filter = filterOf(visit.c.req.query())
    const isList = filter.gap !== undefined || filter.thirdParty !== undefined
    return isList
      ? showGapList(deps, visit, { filter, form: EMPTY_FORM })
      : showGapOverview(deps, visit, filter.kind)
  })

  shell.post('/gaps/mend', OFFICERS, async visit => {
    const form = await visit.form(mendSchema, { noRecord: visit.say(gapWords).noRecord })
    const sent = form.ok ? await mend(deps, visit, form.data) : form
    const values = await visit.values()
    const filter = filterOf({
      gap: String(values.gap ?? ''),
      third_party: String(values.third_party ?? ''),
      after: String(values.after ?? ''),
    })
    if (!sent.ok) return showGapList(deps, visit, { filter, form: sent })
    const { mended, refused, left } = sent.data
    const once = { mended: mended.length, refused: refused.slice(0, 20), left: left.length }
    return visit.seeOther(pathOf(filter), once)
  })

  const kindOf = (visit: Visit) => filterOf({ kind: visit.c.req.query('kind') ?? '' }).kind
  shell.get('/gaps/items.csv', READERS, async visit =>
    listFile(await gapItemList(deps, visit, kindOf(visit))),
  )
  shell.get('/gaps/third-parties.csv', READERS, async visit =>
    listFile(await gapPartyList(deps, visit, kindOf(visit))),
  )
  shell.get('/gaps.csv', READERS, visit => {
    const filter = filterOf(visit.c.req.query())
    return csvResponse('gaps.csv', csvLines(deps, visit, filter))
  })
}

/** Empty and unknown values ask for nothing. */
function filterOf(query: Record<string, string>): GapFilter {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  const { kind, third_party: thirdParty, gap, after } = filterSchema.parse(given)
  const isConflict = (CONFLICT_CODES as readonly string[]).includes(gap ?? '')
  return {
    kind: gap === undefined ? (kind ?? 'missing_item') : isConflict ? 'conflict' : 'missing_item',
    thirdParty,
    gap,
    after,
  }
}

async function mend(
  deps: Deps,
  visit: Visit,
  { gap, record_no: recordNos, reason, evidence, ...values }: z.output<typeof mendSchema>,
): Promise<Sent<Mended>> {
  const t = visit.say(gapWords)
  const unsent = async (field: string): Promise<Unsent> => ({
    values: await visit.values(),
    faults: { [field]: t.needed },
  })
  if ((CONFLICT_CODES as readonly string[]).includes(gap)) {
    const settlement = settlementOf(values)
    if (!settlement) {
      return { ok: false, ...(await unsent(emptyField(gap as ConflictCode, values))) }
    }
    const other = await findOfOtherDirection(deps, recordNos, settlement.basis)
    if (other !== undefined) {
      const faults = { basis: t.basisOfOther(other) }
      return { ok: false, values: await visit.values(), faults }
    }
    const settled = { recordNos, code: gap, ...settlement, evidence }
    return { ok: true, data: await settleMany(deps, visit.caller, settled) }
  }
  const changes = changesOf(gap as ItemCode, values)
  if (!changes) return { ok: false, ...(await unsent(emptyField(gap as ItemCode, values))) }
  if (reason === undefined) return { ok: false, ...(await unsent('reason')) }
  const filling = { recordNos, item: gap as ItemCode, reason, evidence, changes }
  return { ok: true, data: await fillMany(deps, visit.caller, filling) }
}

/** The first of the records for whose direction this is no basis. */
async function findOfOtherDirection(
  { stores }: Deps,
  recordNos: readonly number[],
  basis: BasisCode | undefined,
): Promise<number | undefined> {
  if (basis === undefined) return undefined
  const records = await stores.records.findCurrent(recordNos)
  return records.find(({ direction }) => !basisAllows(basis, direction))?.recordNo
}

async function* csvLines(deps: Deps, visit: Visit, filter: GapFilter) {
  const t = visit.say(gapWords)
  const w = visit.say(ledgerWords)
  yield csvLine([t.number, t.day, t.party, t.basis, t.missing, t.conflicts])
  let after = filter.after
  for (;;) {
    const page = await listGapRecords(deps, visit.caller, { ...filter, after, limit: CSV_PAGE })
    yield page
      .map(({ party, version: { recordNo, occurredOn, basis, missing, conflicts } }) =>
        csvLine([
          recordNo,
          occurredOn,
          party,
          w.bases[basis],
          missing.map(item => w.items[item]).join(' / '),
          conflicts.map(code => w.conflicts[code]).join(' / '),
        ]),
      )
      .join('')
    const last = page.at(-1)?.version
    if (!last || page.length < CSV_PAGE) return
    after = { occurredOn: last.occurredOn, recordNo: last.recordNo }
  }
}
