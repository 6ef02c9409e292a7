// Of the page of the day: sources, erasures to come, holds past their review, checks, the law that changes.

import type { Child } from 'hono/jsx'
import { ADMINISTRATORS } from '../../domain/role.ts'
import type { SourceToday } from '../../usecases/today-sources.ts'
import type { UpkeepToday } from '../../usecases/today-upkeep.ts'
import { Badge, Definitions, EmptyState, Instant, Table } from '../components.tsx'
import { ruleName } from '../rule-name.ts'
import type { Visit } from '../visit.tsx'
import { thousands } from '../words.ts'
import { retentionCodes } from './retention-words.ts'
import { todayWords } from './today-words.ts'

export function Sources(props: { visit: Visit; of: readonly SourceToday[]; lateAfter: number }) {
  const { visit, of, lateAfter } = props
  const t = visit.say(todayWords)
  return (
    <>
      <h2>{t.sources}</h2>
      {of.length === 0 ? (
        <EmptyState title={t.noSources}>
          <p>{t.noSourcesHint}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t.sources}
            hideCaption
            rows={of}
            columns={[
              { head: t.source, cell: one => one.source },
              {
                head: t.lastEvent,
                cell: one =>
                  one.last_at === null ? t.never : <Instant visit={visit} at={one.last_at} />,
              },
              { head: t.recorded, cell: one => thousands(one.recorded), number: true },
              { head: t.refused, cell: one => thousands(one.refused), number: true },
              { head: t.late, cell: one => thousands(one.late), number: true },
              { head: t.notes, cell: one => <SourceNotes visit={visit} of={one} /> },
            ]}
          />
          {of.some(({ late }) => late > 0) ? <p class="hint">{t.lateHint(lateAfter)}</p> : null}
        </>
      )}
    </>
  )
}

function SourceNotes({ visit, of }: { visit: Visit; of: SourceToday }) {
  const t = visit.say(todayWords)
  return (
    <>
      {of.silent_days === null ? null : <Badge kind="warn">{t.silent(of.silent_days)}</Badge>}{' '}
      {of.keys.map(({ days_left }) => (
        <>
          <Badge kind={days_left <= 7 ? 'danger' : 'warn'}>{t.keyEnds(days_left)}</Badge>{' '}
        </>
      ))}
    </>
  )
}

export function Erasures({ visit, of }: { visit: Visit; of: UpkeepToday['erasures'] }) {
  const t = visit.say(todayWords)
  const words = visit.say(retentionCodes).reasons
  const reasons = Object.entries(of.last?.reasons ?? {}) as [keyof typeof words, number][]
  const stopped = reasons.filter(([, records]) => records > 0)
  return (
    <Card title={t.erasures}>
      <p>{t.coming(of.coming, of.due)}</p>
      {stopped.length > 0 ? (
        <Table
          caption={t.stopped}
          rows={stopped}
          columns={[
            { head: t.reason, cell: ([reason]) => words[reason] ?? reason },
            { head: t.records, cell: ([, records]) => thousands(records), number: true },
          ]}
        />
      ) : (
        <p class="muted">{of.last ? t.noStopped : t.noRun}</p>
      )}
      <p>
        <a href="/retention">{t.toRetention}</a>
      </p>
    </Card>
  )
}

export function Holds({ visit, of }: { visit: Visit; of: UpkeepToday['holds'] }) {
  const t = visit.say(todayWords)
  return (
    <Card title={t.holds}>
      {of.past_review.length === 0 ? (
        <p class="muted">{t.noPastReview}</p>
      ) : (
        <Table
          caption={t.holds}
          hideCaption
          rows={of.past_review}
          columns={[
            { head: t.hold, cell: one => <a href="/holds">{one.code}</a> },
            { head: t.reviewOn, cell: one => <time>{one.review_on}</time> },
          ]}
        />
      )}
      <p>
        <a href="/holds">{t.inForce(of.in_force)}</a>
      </p>
    </Card>
  )
}

/** @param last where erasures belong to the reader's work. */
export function Checks(props: {
  visit: Visit
  of: UpkeepToday['checks']
  last?: UpkeepToday['erasures']['last']
}) {
  const { visit, of, last } = props
  const t = visit.say(todayWords)
  const isAdministrator = visit.is(...ADMINISTRATORS)
  const entries: [string, Child][] = [
    [
      t.verified,
      of.verified ? (
        <>
          <Instant visit={visit} at={of.verified.at} />{' '}
          {of.verified.faults === 0 ? (
            <Badge kind="ok">{t.sound}</Badge>
          ) : (
            <Badge kind="danger">{t.faults(of.verified.faults)}</Badge>
          )}
        </>
      ) : (
        t.notVerified(isAdministrator)
      ),
    ],
    [
      t.exported,
      of.exported_at ? (
        <Instant visit={visit} at={of.exported_at} />
      ) : (
        t.notExported(isAdministrator)
      ),
    ],
    [
      t.drill,
      of.imported_at ? t.drilled(visit.instant(of.imported_at)) : t.notDrilled(isAdministrator),
    ],
  ]
  if (last) {
    entries.push([
      t.lastErasure,
      <>
        <Instant visit={visit} at={last.started_at} />{' '}
        <Badge kind={last.state === 'failed' ? 'danger' : last.state === 'stopped' ? 'warn' : 'ok'}>
          {visit.say(retentionCodes).states[last.state]}
        </Badge>{' '}
        {t.lastRun(last)}
      </>,
    ])
  }
  return (
    <Card title={t.checks}>
      <Definitions of={entries} />
    </Card>
  )
}

export function Law({ visit, of }: { visit: Visit; of: UpkeepToday['law'] }) {
  const t = visit.say(todayWords)
  return (
    <Card title={t.law}>
      {of.length === 0 ? (
        <p class="muted">{t.noLaw}</p>
      ) : (
        <Table
          caption={t.law}
          hideCaption
          rows={of}
          columns={[
            { head: t.rule, cell: one => ruleName(visit, one.rule) },
            { head: t.begins, cell: one => one.begins_on ?? '' },
            { head: t.ends, cell: one => one.ends_on ?? '' },
          ]}
        />
      )}
    </Card>
  )
}

function Card({ title, children }: { title: string; children?: Child }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
