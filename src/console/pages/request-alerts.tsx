// /requests/:no/alerts: what happened to an issued answer afterwards, until somebody says what was done.

import { alertSettlementSchema } from '../../domain/aftermath-schema.ts'
import { OFFICERS, READERS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { settleAlert } from '../../usecases/request-alerts.ts'
import { Badge, EmptyState, Instant } from '../components.tsx'
import { Actions, Faults, Field, Form } from '../form-parts.tsx'
import { EMPTY_FORM, type Unsent } from '../forms.ts'
import { checkBody } from '../pointed-faults.ts'
import { requestWords } from '../request-words.ts'
import type { Shell } from '../shell.tsx'
import type { Visit } from '../visit.tsx'
import { deliveryWords } from './request-delivery-words.ts'
import { openWork, requestNoOf, requestPage } from './request-frame.tsx'
import { given, textOf } from './request-intake-body.ts'
import { pathOf } from './request-side.tsx'

export function alertPages(shell: Shell, deps: Deps) {
  shell.get('/requests/:no/alerts', { roles: READERS, people: true }, async visit =>
    showAlerts(visit, await openWork(deps, visit)),
  )
  shell.post('/requests/:no/alerts/:alert', OFFICERS, async visit => {
    const work = await openWork(deps, visit)
    const alert = visit.c.req.param('alert') ?? ''
    const field = `how-${alert}`
    const body = given({ how: textOf((await visit.values())[field]) })
    const how = { schema: alertSettlementSchema, fieldOf: () => field }
    const form = await checkBody(visit, body, how)
    if (!form.ok) return showAlerts(visit, work, form)
    const requestNo = requestNoOf(visit)
    const settled = await visit.attempt({ already_settled: field }, () =>
      settleAlert(deps, visit.caller, { requestNo, alert, how: form.data.how }),
    )
    if (!settled.ok) return showAlerts(visit, work, settled)
    return visit.seeOther(pathOf(work, 'alerts'), { done: 'alert' })
  })
}

function showAlerts(visit: Visit, work: RequestWork, form: Unsent = EMPTY_FORM) {
  const t = visit.say(deliveryWords)
  const { alerts } = visit.say(requestWords)
  const list = work.view.alerts
  const canSettle = visit.is(...OFFICERS)
  return requestPage(
    visit,
    work,
    { title: t.alerts, faults: form.faults },
    <>
      <Faults visit={visit} form={form} />
      {list.length === 0 ? (
        <EmptyState title={t.noAlerts}>
          <p>{t.noAlertsHint}</p>
        </EmptyState>
      ) : null}
      {list.map(one => (
        <section class="card" aria-label={alerts[one.kind]}>
          <p>
            <Badge kind={one.settled ? 'ok' : 'warn'}>{one.settled ? t.settled : t.open}</Badge>{' '}
            {alerts[one.kind]} <Instant visit={visit} at={one.at} />{' '}
            {one.record_no ? (
              <a href={`/records/${one.record_no}`}>{t.lineOf(one.record_no, one.line ?? 1)}</a>
            ) : null}
          </p>
          {one.settled ? (
            <p>{one.settled.how}</p>
          ) : canSettle ? (
            <Form
              visit={visit}
              action={pathOf(work, `alerts/${one.alert}`)}
              label={t.settleOf(alerts[one.kind])}
              once
            >
              <Field
                visit={visit}
                form={form}
                name={`how-${one.alert}`}
                label={t.how}
                hint={t.howHint}
                rows={2}
                required
              />
              <Actions visit={visit}>
                <button type="submit">{t.settle}</button>
              </Actions>
            </Form>
          ) : null}
        </section>
      ))}
    </>,
  )
}
