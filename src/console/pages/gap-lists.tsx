// One list of gaps, the oldest record first, and the form that mends the records chosen.

import { CONFLICT_CODES } from '../../domain/gaps.ts'
import { ITEM_CODES } from '../../domain/record-rules.ts'
import { OFFICERS } from '../../domain/role.ts'
import { type GapQuery, listGapRecords } from '../../usecases/gap-groups.ts'
import type { Deps, RecordVersion } from '../../usecases/ports.ts'
import { Badge, EmptyState, Notice, Pager, Table } from '../components.tsx'
import { ERROR_WORDS } from '../error-words.ts'
import { Actions, Faults, Field, Form, Select } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import { canMendMany, GapFields } from '../gap-fields.tsx'
import { ledgerWords } from '../ledger-words.ts'
import type { Visit } from '../visit.tsx'
import { gapName } from './gap-overview.tsx'
import { gapWords } from './gaps-words.ts'

const PAGE = 50

export type GapFilter = Omit<GapQuery, 'limit'>

export async function showGapList(
  deps: Deps,
  visit: Visit,
  { filter, form }: { filter: GapFilter; form: Unsent },
) {
  const t = visit.say(gapWords)
  const found = await listGapRecords(deps, visit.caller, { ...filter, limit: PAGE + 1 })
  const records = found.slice(0, PAGE)
  const last = found.length > PAGE ? records.at(-1) : undefined
  const title = filter.gap
    ? gapName(visit, filter.gap)
    : filter.kind === 'conflict'
      ? t.conflictsTitle
      : t.title
  const isGet = visit.c.req.method === 'GET'
  const canMend = visit.is(...OFFICERS) && canMendMany(filter.gap) && records.length > 0
  return visit.page(
    { title, faults: form.faults },
    <>
      <h1>{title}</h1>
      <Done visit={visit} />
      <Faults visit={visit} form={form} />
      <Filter visit={visit} filter={filter} />
      {records.length === 0 ? (
        <EmptyState title={t.none}>
          <p>
            <a href="/gaps">{t.back}</a>
          </p>
        </EmptyState>
      ) : (
        <>
          <p>
            {t.found(records.length, last !== undefined)}{' '}
            <a href={pathOf(filter, '/gaps.csv')}>{t.csv}</a>
          </p>
          {canMend && filter.gap ? (
            <Form visit={visit} action="/gaps/mend">
              <RecordTable visit={visit} records={records} chosen={form.values.record_no} />
              <Mending visit={visit} filter={filter} gap={filter.gap} form={form} />
            </Form>
          ) : (
            <>
              <p class="muted">{filter.gap ? t.oneByOne : t.pickItem}</p>
              <RecordTable visit={visit} records={records} />
            </>
          )}
          <Pager
            visit={visit}
            isFirst={filter.after === undefined || !isGet}
            next={last && isGet ? { after: `${last.occurredOn}.${last.recordNo}` } : undefined}
          />
        </>
      )}
    </>,
  )
}

/** The list's address, without its page. */
export function pathOf({ kind, gap, thirdParty }: GapFilter, path = '/gaps'): string {
  const query = new URLSearchParams({
    ...(thirdParty === undefined ? {} : { third_party: thirdParty }),
    ...(gap === undefined ? { kind } : { gap }),
  })
  return `${path}?${query}`
}

function RecordTable(props: {
  visit: Visit
  records: readonly RecordVersion[]
  /** Checkboxes stand before the rows where it is given. */
  chosen?: string | string[] | undefined
}) {
  const { visit, records } = props
  const t = visit.say(gapWords)
  const w = visit.say(ledgerWords)
  const chosen = [props.chosen ?? []].flat()
  const choose = {
    head: t.choose,
    cell: ({ recordNo }: RecordVersion) => (
      <input
        type="checkbox"
        id={`record_no-${recordNo}`}
        name="record_no"
        value={recordNo}
        aria-label={t.chooseOne(recordNo)}
        checked={chosen.includes(String(recordNo))}
      />
    ),
  }
  return (
    <Table
      caption={t.records}
      hideCaption
      rows={records}
      columns={[
        ...('chosen' in props ? [choose] : []),
        {
          head: t.number,
          cell: one => <a href={`/records/${one.recordNo}`}>{one.recordNo}</a>,
          number: true,
        },
        { head: t.day, cell: one => <time>{one.occurredOn}</time> },
        { head: t.basis, cell: one => `${w.directions[one.direction]} ${w.bases[one.basis]}` },
        {
          head: t.missing,
          cell: one => one.missing.map(item => <Badge kind="warn">{w.items[item]}</Badge>),
        },
        {
          head: t.conflicts,
          cell: one => one.conflicts.map(code => <Badge kind="danger">{w.conflicts[code]}</Badge>),
        },
      ]}
    />
  )
}

function Mending(props: { visit: Visit; filter: GapFilter; gap: string; form: Unsent }) {
  const { visit, filter, gap, form } = props
  const t = visit.say(gapWords)
  const isConflict = filter.kind === 'conflict'
  const name = gapName(visit, gap)
  const code = filter.thirdParty
  const fromRegister = gap.startsWith('TP_') && code !== undefined && code !== '-'
  return (
    <section class="card narrow">
      <h2>{isConflict ? t.settleTitle(name) : t.fillTitle(name)}</h2>
      <p>{t.fillLead}</p>
      {fromRegister ? (
        <p>
          {t.register} <a href={`/third-parties/${encodeURIComponent(code)}`}>{t.toRegister}</a>
        </p>
      ) : null}
      <input type="hidden" name="gap" value={gap} />
      {code === undefined ? null : <input type="hidden" name="third_party" value={code} />}
      <GapFields visit={visit} form={form} gap={gap} />
      {isConflict ? null : (
        <Field
          visit={visit}
          form={form}
          name="reason"
          label={t.reason}
          hint={t.reasonHint}
          required
        />
      )}
      <Field
        visit={visit}
        form={form}
        name="evidence"
        label={t.evidence}
        hint={t.evidenceHint}
        required
      />
      <Actions visit={visit} cancel="/gaps">
        <button type="submit">{isConflict ? t.settle : t.fill}</button>
      </Actions>
    </section>
  )
}

function Filter({ visit, filter }: { visit: Visit; filter: GapFilter }) {
  const t = visit.say(gapWords)
  const codes = filter.kind === 'conflict' ? CONFLICT_CODES : ITEM_CODES
  const form = {
    values: { third_party: filter.thirdParty ?? '', gap: filter.gap ?? '' },
    faults: {},
  }
  return (
    <form method="get" action="/gaps" class="filter" aria-label={t.filter} novalidate>
      <Select
        visit={visit}
        form={form}
        name="gap"
        label={filter.kind === 'conflict' ? t.conflict : t.item}
        choices={[
          { value: '', label: t.everything },
          ...codes.map(value => ({ value, label: gapName(visit, value) })),
        ]}
      />
      <Field
        visit={visit}
        form={form}
        name="third_party"
        label={t.filterParty}
        hint={t.filterPartyHint}
      />
      <button type="submit" class="second">
        {t.filter}
      </button>
    </form>
  )
}

function Done({ visit }: { visit: Visit }) {
  const t = visit.say(gapWords)
  const once = visit.once<{
    mended: number
    refused: { record_no: number; code: keyof typeof ERROR_WORDS }[]
    left: number
  }>()
  if (once.mended === undefined) return null
  return (
    <>
      <Notice kind={once.mended > 0 ? 'ok' : 'warn'}>{t.done(once.mended)}</Notice>
      {once.refused && once.refused.length > 0 ? (
        <Notice kind="warn">
          <ul>
            {once.refused.map(({ record_no, code }) => (
              <li>{t.refused(record_no, ERROR_WORDS[code][visit.language])}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {once.left ? <Notice kind="warn">{t.left(once.left)}</Notice> : null}
    </>
  )
}
