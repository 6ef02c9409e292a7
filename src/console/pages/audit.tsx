// /audit: who did what, newest first; filtered, paged, exported.

import { z } from 'zod'
import { addDays, isCalendarDate } from '../../domain/calendar-date.ts'
import type { Role } from '../../domain/role.ts'
import type { AuditEvent, AuditPage } from '../../usecases/access-ports.ts'
import { AUDIT_KINDS, MARK_KINDS } from '../../usecases/audit-kinds.ts'
import { nameEveryActor } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { sightOf } from '../../usecases/sight.ts'
import { EmptyState, Instant, Pager, pathWith, Table } from '../components.tsx'
import { csvLine, csvResponse } from '../csv.ts'
import { Faults, Field, Select } from '../form-parts.tsx'
import type { Unsent } from '../forms.ts'
import { wordOf } from '../request-codes.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { inBoth } from '../words.ts'
import { Actors, actorChoices } from './audit-actors.tsx'
import { AuditDetail } from './audit-detail.tsx'
import { auditKinds } from './audit-words.ts'

const ROLES: readonly Role[] = ['administrator', 'auditor']
const PAGE = 50
const EXPORT_PAGE = 1_000

const day = z.string().refine(isCalendarDate, 'date').optional()
const querySchema = z.strictObject({
  kind: z.string().max(64).optional(),
  actor: z.string().trim().max(100).optional(),
  from: day,
  to: day,
  after: z.coerce.number().int().min(1).optional(),
})

type Listed = AuditEvent & { auditNo: number }

export function auditPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/audit', label: { ja: '監査ログ', en: 'Audit log' }, roles: ROLES })

  shell.get('/audit', ROLES, async visit => {
    const query = visit.query(querySchema)
    if (!query.ok) return showLog(deps, visit, [], query)
    const sight = sightOf(visit.caller)
    const events = await deps.stores.audit.newest({
      ...filterOf(query.data),
      limit: PAGE + 1,
      sight,
    })
    return showLog(deps, visit, events, { values: visit.c.req.query(), faults: {} })
  })

  shell.get('/audit.csv', ROLES, async visit => {
    const query = visit.query(querySchema)
    if (!query.ok) return showLog(deps, visit, [], query)
    const detail = { kind: query.data.kind ?? null, from: query.data.from ?? null }
    const { actor } = visit.caller
    await deps.stores.commit(
      deps.stores.audit.insert([{ at: deps.clock(), kind: 'audit.exported', actor, detail }]),
    )
    return csvResponse(
      'audit-log.csv',
      lines(deps, visit, { ...filterOf(query.data), sight: sightOf(visit.caller) }),
    )
  })
}

function filterOf({ kind, actor, from, to, after }: z.output<typeof querySchema>) {
  const startOf = (date: string) => Date.parse(`${date}T00:00:00+09:00`)
  return {
    kind,
    actor,
    from: from && startOf(from),
    to: to && startOf(addDays(to, 1)),
    before: after,
  } as Omit<AuditPage, 'limit'>
}

async function* lines(deps: Deps, visit: Visit, filter: Omit<AuditPage, 'limit'>) {
  yield csvLine(['audit_no', 'at', 'kind', 'actor', 'detail', 'kind_in_words'])
  for (let before = filter.before; ; ) {
    const events = await deps.stores.audit.newest({ ...filter, before, limit: EXPORT_PAGE })
    yield events.map(event => lineOf(visit, event)).join('')
    before = events.at(-1)?.auditNo
    if (events.length < EXPORT_PAGE) return
  }
}

function lineOf(visit: Visit, { auditNo, at, kind, actor, detail }: Listed): string {
  return csvLine([
    auditNo,
    new Date(at).toISOString(),
    kind,
    actor,
    JSON.stringify(withoutReason(detail)),
    wordOf(visit.say(auditKinds), kind),
  ])
}

async function showLog(deps: Deps, visit: Visit, found: readonly Listed[], form: Unsent) {
  const t = visit.say(words)
  const names = await nameEveryActor(deps)
  const events = found.slice(0, PAGE)
  const last = found.length > PAGE ? events.at(-1) : undefined
  return visit.page(
    { title: t.title, faults: form.faults },
    <>
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <Faults visit={visit} form={form} />
      <Filter visit={visit} form={form} names={names} />
      {Object.keys(form.faults).length > 0 ? null : events.length === 0 ? (
        <EmptyState title={t.empty}>
          <p>{t.emptyHint}</p>
        </EmptyState>
      ) : (
        <>
          <p>
            <a href={pathWith(visit, { after: '' }, '/audit.csv')}>{t.export}</a>
          </p>
          <Table
            caption={t.title}
            hideCaption
            rows={events}
            columns={[
              { head: t.number, cell: event => event.auditNo, number: true },
              { head: t.at, cell: event => <Instant visit={visit} at={event.at} /> },
              { head: t.kind, cell: event => wordOf(visit.say(auditKinds), event.kind) },
              {
                head: t.actor,
                cell: event => <Actors visit={visit} names={names} of={event.actor} />,
              },
              {
                head: t.detail,
                cell: event => <AuditDetail {...event} visit={visit} names={names} />,
              },
            ]}
          />
          <Pager
            visit={visit}
            isFirst={visit.c.req.query('after') === undefined}
            next={last && { after: String(last.auditNo) }}
          />
        </>
      )}
    </>,
  )
}

function Filter(props: { visit: Visit; form: Unsent; names: ReadonlyMap<string, string> }) {
  const { visit, form, names } = props
  const t = visit.say(words)
  const seesMarks = sightOf(visit.caller) === 'all'
  const kinds = AUDIT_KINDS.filter(kind => seesMarks || !kind.startsWith(MARK_KINDS))
  return (
    <form method="get" action="/audit" class="filter" aria-label={t.filter} novalidate>
      <Select
        visit={visit}
        form={form}
        name="kind"
        label={t.kind}
        choices={[
          { value: '', label: t.everything },
          ...kinds.map(kind => ({ value: kind, label: visit.say(auditKinds)[kind] })),
        ]}
      />
      <Select
        visit={visit}
        form={form}
        name="actor"
        label={t.actor}
        choices={[
          { value: '', label: t.everything },
          ...actorChoices(visit, names, visit.c.req.query('actor')),
        ]}
      />
      <Field visit={visit} form={form} name="from" label={t.from} type="date" />
      <Field visit={visit} form={form} name="to" label={t.to} type="date" />
      <button type="submit" class="second">
        {t.filter}
      </button>
    </form>
  )
}

function withoutReason({ sealed_reason: _sealed, ...plain }: Record<string, unknown>) {
  return plain
}

const words = inBoth({
  ja: {
    title: '監査ログ',
    lead: 'だれが、いつ、何をしたかの記録です。本人や第三者の氏名は載りません。この記録は書き換えられません。',
    filter: '絞り込む',
    everything: 'すべて',
    kind: '操作',
    actor: '操作した人・キー',
    from: '開始日',
    to: '終了日',
    number: '番号',
    at: '日時',
    detail: '内容',
    export: 'この条件でCSVに書き出す',
    empty: '条件に合う記録はありません。',
    emptyHint: '条件を広げて、もう一度絞り込んでください。',
  },
  en: {
    title: 'Audit log',
    lead: 'Who did what, and when. It names no data subject and no third party, and nobody can edit it.',
    filter: 'Filter',
    everything: 'Everything',
    kind: 'What',
    actor: 'Who',
    from: 'From',
    to: 'To',
    number: 'No.',
    at: 'When',
    detail: 'Details',
    export: 'Export as CSV',
    empty: 'Nothing fits.',
    emptyHint: 'Widen the filter and try again.',
  },
})
