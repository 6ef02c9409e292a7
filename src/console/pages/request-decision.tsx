// /requests/:no/decision: what becomes of each line, with the article at hand; asked one by one what may do harm.

import { decisionSchema } from '../../domain/disclosure-schema.ts'
import { OUTCOMES, type Outcome } from '../../domain/disclosure-steps.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import { decideRequest } from '../../usecases/decide-request.ts'
import { type DecisionGrounds, readDecisionGrounds } from '../../usecases/decision-grounds.ts'
import type { Deps } from '../../usecases/ports.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { Notice } from '../components.tsx'
import { Actions, Choices, Faults, Form, Select } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { listFile } from '../lists.tsx'
import { attemptPointed, checkBody } from '../pointed-faults.ts'
import { choicesOf, requestCodes } from '../request-codes.ts'
import { requestWords } from '../request-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { shared } from '../words.ts'
import { decisionBody, misnamed, unanswered, unfollowed } from './request-decision-body.ts'
import { AskedOneByOne, Lines, Reasons } from './request-decision-parts.tsx'
import { Articles, Decided, refusalsOf } from './request-decision-told.tsx'
import { decisionWords } from './request-decision-words.ts'
import { openWork, requestNoOf, requestPage } from './request-frame.tsx'
import { GapNotice } from './request-gap-notice.tsx'
import { textOf } from './request-intake-body.ts'
import { MoreButton } from './request-more.tsx'
import { pathOf } from './request-side.tsx'

export function decisionPages(shell: Shell, deps: Deps) {
  shell.get('/requests/:no/decision', { roles: READERS, people: true }, async visit =>
    showDecision(deps, visit, await openWork(deps, visit)),
  )
  shell.get('/requests/:no/decision.csv', { roles: READERS, people: true }, async visit =>
    listFile(refusalsOf(visit, await openWork(deps, visit))),
  )
  shell.post('/requests/:no/decision', OFFICERS, async visit => {
    const t = visit.say(decisionWords)
    const work = await openWork(deps, visit)
    const values = await visit.values()
    const grounds = await groundsOf(deps, visit, work)
    const own = grounds?.own ?? []
    const seen = seenBy(work, grounds)
    // Choices by place, 「the other lines」 among them, are read by the lines that were shown with them.
    if (textOf(values.seen) !== seen) {
      const faults = { form: visit.say(shared).changedMeanwhile }
      return showDecision(deps, visit, work, { values, faults })
    }
    // A button of the form itself: nothing is decided yet.
    if (values.more) return showDecision(deps, visit, work, { values, faults: {} })
    const read = decisionBody(values, own)
    const { body, fieldOf } = read
    const faults = {
      ...unanswered(values, own, t.answer),
      ...unfollowed(values, read, t.unfollowed),
      ...misnamed(values, own, t.misnamed),
    }
    const form = await checkBody(visit, body, { schema: decisionSchema, fieldOf })
    if (!form.ok || Object.keys(faults).length > 0) {
      return showDecision(deps, visit, work, {
        values,
        faults: { ...faults, ...(form.ok ? {} : form.faults) },
      })
    }
    const fields = {
      changed_meanwhile: 'form',
      candidates_open: 'outcome',
      identity_not_verified: 'outcome',
    }
    const requestNo = requestNoOf(visit)
    const decided = await attemptPointed(visit, { fieldOf, fields }, () =>
      decideRequest(deps, visit.caller, { requestNo, decision: form.data, seen }),
    )
    if (!decided.ok) return showDecision(deps, visit, work, decided)
    const { outcome } = form.data
    if (outcome === 'withdrawn') return visit.seeOther(pathOf(work), { done: 'withdrawn' })
    const next = outcome === 'not_accepted' ? 'letters/not_accepted' : 'draft'
    return visit.seeOther(pathOf(work, next), { done: 'decided' })
  })
}

/** Undefined before the identity is verified, and once nothing can be decided any more. */
async function groundsOf(deps: Deps, visit: Visit, { view }: RequestWork) {
  const isShut = !view.identity_verification || view.extract !== null || view.status === 'closed'
  return isShut ? undefined : readDecisionGrounds(deps, visit.caller, requestNoOf(visit))
}

/** What the form was made from: the lines, or the file alone where none are shown. */
const seenBy = ({ view }: RequestWork, grounds: DecisionGrounds | undefined) =>
  grounds?.seen ?? String(view.history.length)

async function showDecision(
  deps: Deps,
  visit: Visit,
  work: RequestWork,
  form: Unsent = EMPTY_FORM,
): Promise<Response> {
  const t = visit.say(decisionWords)
  const grounds = await groundsOf(deps, visit, work)
  const { view } = work
  const canDecide = visit.is(...OFFICERS) && view.extract === null && view.status !== 'closed'
  const open = grounds?.open ?? 0
  return requestPage(
    visit,
    work,
    {
      title: t.title,
      at: 'decision',
      faults: form.faults,
      missing: open > 0 ? <a href={pathOf(work, 'matches')}>{t.left(open)}</a> : undefined,
    },
    <>
      <Faults visit={visit} form={form} />
      {view.decision ? <Decided visit={visit} work={work} /> : null}
      <Articles visit={visit} />
      {canDecide ? (
        <>
          <GapNotice visit={visit} of={grounds?.withGaps ?? []} />
          <DecisionForm visit={visit} work={work} form={form} grounds={grounds} />
        </>
      ) : null}
    </>,
  )
}

interface FormProps {
  visit: Visit
  work: RequestWork
  form: Unsent
  /** Undefined before the identity is verified. */
  grounds: DecisionGrounds | undefined
}

/** Outcomes that can be meant now; the use case judges the one that is chosen. */
function outcomesFor(grounds: DecisionGrounds | undefined): readonly Outcome[] {
  if (grounds === undefined || grounds.open > 0) return ['not_accepted', 'withdrawn']
  if (grounds.own.length === 0) return ['not_exist', 'not_accepted', 'withdrawn']
  return OUTCOMES.filter(outcome => outcome !== 'not_exist')
}

const canDisclose = (grounds: DecisionGrounds | undefined): grounds is DecisionGrounds =>
  grounds !== undefined && grounds.open === 0 && grounds.own.length > 0

function leadOf(visit: Visit, grounds: DecisionGrounds | undefined): string {
  const t = visit.say(decisionWords)
  if (grounds === undefined) return t.notVerified
  if (grounds.open > 0) return t.notSettled
  return grounds.own.length === 0 ? t.nothing : t.lines(grounds.own.length)
}

function DecisionForm({ visit, work, form, grounds }: FormProps) {
  const t = visit.say(decisionWords)
  const { outcomes } = visit.say(requestWords)
  const { notAccepted } = visit.say(requestCodes)
  const common = { visit, form }
  return (
    <>
      <h2>{work.view.decision ? t.again : t.decide}</h2>
      <Notice>{leadOf(visit, grounds)}</Notice>
      <Form visit={visit} action={pathOf(work, 'decision')}>
        <input type="hidden" name="seen" value={seenBy(work, grounds)} />
        <Choices
          {...common}
          name="outcome"
          label={t.outcome}
          choices={outcomesFor(grounds).map(value => ({
            value,
            label: outcomes[value],
            hint: t.outcomeHints[value],
          }))}
          required
        />
        <Select
          {...common}
          name="not_accepted_for"
          label={t.notAcceptedFor}
          choices={[{ value: '', label: t.none }, ...choicesOf(notAccepted)]}
        />
        {canDisclose(grounds) ? (
          <>
            <AskedOneByOne {...common} own={grounds.own} />
            <details open={form.values.reasons !== undefined}>
              <summary>{t.lineByLine}</summary>
              <Lines {...common} own={grounds.own} />
              <Reasons {...common} own={grounds.own} />
            </details>
          </>
        ) : null}
        <Actions visit={visit}>
          <button type="submit">{t.send}</button>
          {canDisclose(grounds) ? <MoreButton>{t.more}</MoreButton> : null}
        </Actions>
      </Form>
    </>
  )
}
