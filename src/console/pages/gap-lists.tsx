// One list of gaps, the oldest record first, and the form that mends the records chosen.

import { CONFLICT_CODES } from '../../domain/gaps.ts'
import { ITEM_CODES } from '../../domain/record-rules.ts'
import { OFFICERS } from '../../domain/role.ts'
import { type GapRecord, listGapRecords } from '../../usecases/gap-groups.ts'
import type { Deps } from '../../usecases/ports.ts'
import { EmptyState, Notice, Pager } from '../components.tsx'
import { ERROR_WORDS } from '../error-words.ts'
import { Faults, Field, Form, Select } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import { canMendMany } from '../gap-fields.tsx'
import type { Visit } from '../visit.tsx'
import { shared } from '../words.ts'
import { type GapFilter, keyOf, Mending, pathOf, RecordTable, Ways } from './gap-mending.tsx'
import { gapName } from './gap-overview.tsx'
import { gapWords } from './gaps-words.ts'

const PAGE = 50

export async function showGapList(
  deps: Deps,
  visit: Visit,
  { filter, form }: { filter: GapFilter; form: Unsent },
) {
  const t = visit.say(gapWords)
  const found = await listGapRecords(deps, visit.caller, { ...filter, limit: PAGE + 1 })
  const records = found.slice(0, PAGE)
  const last = found.length > PAGE ? records.at(-1)?.version : undefined
  const title = titleOf(visit, filter, records)
  const isGet = visit.c.req.method === 'GET'
  const canMend = visit.is(...OFFICERS) && canMendMany(filter.gap) && records.length > 0
  return visit.page(
    { title, faults: form.faults },
    <>
      <h1>{title}</h1>
      <Done visit={visit} filter={filter} />
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
            <Form visit={visit} action="/gaps/mend" once>
              <RecordTable
                visit={visit}
                records={records}
                chosen={chosenIn(visit, form)}
                gap={filter.gap}
              />
              <p>
                <a href={chooseAllIn(filter)}>{t.chooseAll}</a>
              </p>
              <Mending
                visit={visit}
                filter={filter}
                gap={filter.gap}
                form={form}
                directions={[...new Set(records.map(({ version }) => version.direction))]}
              />
            </Form>
          ) : (
            <>
              {filter.gap ? (
                <p class="muted">{t.oneByOne}</p>
              ) : (
                <Ways deps={deps} visit={visit} filter={filter} />
              )}
              <RecordTable visit={visit} records={records} />
            </>
          )}
          <Pager
            visit={visit}
            isFirst={filter.after === undefined || !isGet}
            next={last && isGet ? { after: keyOf(last) } : undefined}
          />
        </>
      )}
    </>,
  )
}

/** The item, or else whose records these are. */
function titleOf(visit: Visit, { kind, gap, thirdParty }: GapFilter, of: readonly GapRecord[]) {
  const t = visit.say(gapWords)
  if (gap) return kind === 'conflict' ? gapName(visit, gap) : t.ofItem(gapName(visit, gap))
  if (thirdParty === undefined) return kind === 'conflict' ? t.conflictsTitle : t.title
  const name =
    thirdParty === '-' ? t.noCode : (of[0]?.party ?? visit.say(shared).unregistered(thirdParty))
  return kind === 'conflict' ? t.conflictsOfParty(name) : t.ofParty(name)
}

const chosenIn = (visit: Visit, form: Unsent) =>
  visit.c.req.query('choose') === 'all' ? 'all' : [form.values.record_no ?? []].flat()

const chooseAllIn = (filter: GapFilter) => `${pathOf(filter)}&choose=all`

function Filter({ visit, filter }: { visit: Visit; filter: GapFilter }) {
  const t = visit.say(gapWords)
  const codes = filter.kind === 'conflict' ? CONFLICT_CODES : ITEM_CODES
  const form = {
    values: { third_party: filter.thirdParty ?? '', gap: filter.gap ?? '' },
    faults: {},
  }
  return (
    <form method="get" action="/gaps" class="filter" aria-label={t.filter} novalidate>
      <input type="hidden" name="kind" value={filter.kind} />
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

function Done({ visit, filter }: { visit: Visit; filter: GapFilter }) {
  const t = visit.say(gapWords)
  const once = visit.once<{
    mended: number
    refused: { record_no: number; code: keyof typeof ERROR_WORDS }[]
    left: number
  }>()
  if (once.mended === undefined) return null
  const own = { invalid_body: filter.kind === 'conflict' ? t.notCured : t.notFitting }
  const why = (code: keyof typeof ERROR_WORDS) =>
    code === 'invalid_body' ? own[code] : ERROR_WORDS[code][visit.language]
  return (
    <>
      <Notice kind={once.mended > 0 ? 'ok' : 'warn'}>{t.done(once.mended)}</Notice>
      {once.refused && once.refused.length > 0 ? (
        <Notice kind="warn">
          <ul>
            {once.refused.map(({ record_no, code }) => (
              <li>{t.refused(record_no, why(code))}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {once.left ? <Notice kind="warn">{t.left(once.left)}</Notice> : null}
    </>
  )
}
