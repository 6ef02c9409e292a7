// The parts of an approval's page: what was asked, what the second person has to see of it, and the ways on.

import type { ProtectiveMark } from '../../domain/protective-mark.ts'
import type { ApprovalView } from '../../usecases/approvals.ts'
import { Definitions, Instant, Notice } from '../components.tsx'
import { Actions, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM } from '../forms.ts'
import { requestCodes } from '../request-codes.ts'
import { requestWords } from '../request-words.ts'
import type { Visit } from '../visit.tsx'
import { State } from './approval-list.tsx'
import { approvalKinds, approvalWords } from './approvals-words.ts'
import { groundWords, scopeInWords } from './mark-words.ts'
import { retentionWords } from './retention-words.ts'

interface Shown {
  visit: Visit
  of: ApprovalView
}

export const isOpen = ({ state }: ApprovalView) => state === 'asked' || state === 'approved'

export function ApprovalFacts(props: Shown & { names: ReadonlyMap<string, string> }) {
  const { visit, of, names } = props
  const t = visit.say(approvalWords)
  const name = (actor: string) => names.get(actor) ?? actor
  return (
    <Definitions
      of={[
        [t.state, <State visit={visit} state={of.state} />],
        [visit.say(approvalKinds).subjects[of.kind], of.subject],
        ...(of.mark ? markFacts(visit, of.mark) : []),
        [t.reason, of.reason ?? t.redacted],
        [t.askedBy, of.own ? t.own : name(of.asked_by)],
        [t.askedAt, <Instant visit={visit} at={of.asked_at} />],
        ...(of.decided_by === null
          ? []
          : [
              [t.decidedBy, name(of.decided_by)] as const,
              [t.decidedAt, <Instant visit={visit} at={of.decided_at} />] as const,
            ]),
        ...(of.decision_reason === null ? [] : [[t.why, of.decision_reason] as const]),
        ...(of.closed_by === null
          ? []
          : [
              [t.closedBy, name(of.closed_by)] as const,
              [t.closedAt, <Instant visit={visit} at={of.closed_at} />] as const,
            ]),
        ...(of.closing_reason === null ? [] : [[t.whyWithdrawn, of.closing_reason] as const]),
        ...(isOpen(of) ? [[t.until, of.holds_through] as const] : []),
      ]}
    />
  )
}

function markFacts(visit: Visit, mark: ProtectiveMark) {
  const t = visit.say(approvalWords)
  return [
    [t.ground, visit.say(groundWords).grounds[mark.ground]] as const,
    [t.harm, mark.reason] as const,
    [t.scope, scopeInWords(visit, mark.scope)] as const,
  ]
}

/** What would happen now, for whoever has to answer. */
export function ApprovalAbout({ visit, of }: Shown) {
  const t = visit.say(approvalWords)
  if (!isOpen(of)) return null
  if (!of.about) return <Notice kind="warn">{t.outdated}</Notice>
  return (
    <section class="card">
      <h2>{t.now}</h2>
      <About visit={visit} about={of.about} />
      <Places visit={visit} of={of} />
    </section>
  )
}

function About({ visit, about }: { visit: Visit; about: NonNullable<ApprovalView['about']> }) {
  const t = visit.say(approvalWords)
  switch (about.kind) {
    case 'extract': {
      const { outcome, provided, received, addressee, on_behalf_of: person, delivery } = about
      const facts = [
        [t.outcome, visit.say(requestWords).outcomes[outcome]] as const,
        [t.rows, t.rowsOf(provided, received)] as const,
        [t.addressee, person === null ? addressee : t.onBehalf(addressee, person)] as const,
        [t.delivery, visit.say(requestCodes).deliveries[delivery]] as const,
      ]
      return <Definitions of={facts} />
    }
    case 'retention_run':
      return <DueRecords visit={visit} {...about} />
    case 'mark_placing':
      return about.in_force ? (
        <>
          {about.may_show ? <Notice kind="warn">{t.mayShow}</Notice> : null}
          <p>{t.inForce}</p>
          <Definitions of={markFacts(visit, about.in_force)} />
        </>
      ) : (
        <p>{t.newMark}</p>
      )
    case 'mark_release':
      return (
        <>
          <p>{t.released}</p>
          <Definitions of={markFacts(visit, about.in_force)} />
        </>
      )
  }
}

type AboutRun = Extract<NonNullable<ApprovalView['about']>, { kind: 'retention_run' }>

function DueRecords({ visit, due, counted }: Omit<AboutRun, 'kind'> & { visit: Visit }) {
  const t = visit.say(approvalWords)
  return (
    <p>
      {t.due(due)}{' '}
      {counted
        ? t.erasable(counted.erasable, counted.held, counted.requests_due)
        : visit.say(retentionWords).notCounted}
    </p>
  )
}

/** Where it can be looked at. */
function Places({ visit, of: { kind, subject } }: Shown) {
  const t = visit.say(approvalWords)
  const code = encodeURIComponent(subject)
  if (kind === 'mark_placing' || kind === 'mark_release') return null
  if (kind === 'retention_run') {
    return (
      <p>
        <a href="/retention">{t.toRetention}</a>
      </p>
    )
  }
  return (
    <p class="row">
      <a href={`/requests/${code}/draft.pdf`}>{t.toDraft}</a>{' '}
      <a href={`/requests/${code}`}>{t.carryOut.extract}</a>
    </p>
  )
}

/** Where an approved act is done; a mark is placed from here, as it was frozen. */
export function CarryOut({ visit, of }: Shown) {
  const t = visit.say(approvalWords)
  if (of.kind === 'mark_placing') {
    return (
      <Form visit={visit} action={`/approvals/${of.approval_id}/placing`}>
        <Actions visit={visit} cancel="/approvals">
          <button type="submit">{t.carryOut.mark_placing}</button>
        </Actions>
      </Form>
    )
  }
  const to = {
    retention_run: `/retention/run?as_of=${encodeURIComponent(of.subject)}`,
    mark_release: `/marks/${encodeURIComponent(of.subject)}/release`,
    extract: `/requests/${encodeURIComponent(of.subject)}/draft`,
  }[of.kind]
  return (
    <>
      <p class="muted">{t.anybody}</p>
      <p>
        <a class="button" href={to}>
          {of.kind === 'extract' ? t.toIssue : t.carryOut[of.kind]}
        </a>
      </p>
    </>
  )
}

/** Whoever may answer may take it back, too. */
export function Withdraw({ visit, of }: Shown) {
  const t = visit.say(approvalWords)
  return (
    <section class="card">
      <h2>{t.withdraw}</h2>
      <p>{of.kind === 'retention_run' ? t.withdrawRunLead : t.withdrawLead}</p>
      <Form visit={visit} action={`/approvals/${of.approval_id}/withdrawal`}>
        <Field visit={visit} form={EMPTY_FORM} name="closing" label={t.whyWithdrawn} rows={2} />
        <Actions visit={visit}>
          <button type="submit" class="second">
            {t.withdraw}
          </button>
        </Actions>
      </Form>
    </section>
  )
}
