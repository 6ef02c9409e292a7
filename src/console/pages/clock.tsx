// /clock: an administrator makes sure that the clock is right, after an erasure refused it.

import { ADMINISTRATORS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { confirmClock, readClock } from '../../usecases/retention-clock.ts'
import { Definitions, Instant, Notice } from '../components.tsx'
import { Form } from '../form-parts.tsx'
import type { Shell } from '../shell.tsx'
import { retentionWords } from './retention-words.ts'

export function clockPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/clock', label: { ja: '時刻', en: 'Clock' }, roles: ADMINISTRATORS })

  shell.get('/clock', ADMINISTRATORS, async visit => {
    const t = visit.say(retentionWords)
    const { clock, newest } = await readClock(deps)
    const once = visit.once<{ done: boolean }>()
    return visit.page(
      { title: t.clockTitle },
      <div class="narrow">
        <h1>{t.clockTitle}</h1>
        {once.done ? <Notice kind="ok">{t.clockDone}</Notice> : null}
        <p>{t.clockLead}</p>
        <Definitions
          of={[
            [t.clockNow, <Instant visit={visit} at={clock} />],
            [t.clockNewest, <Instant visit={visit} at={newest} />],
          ]}
        />
        <Form visit={visit} action="/clock">
          <button type="submit">{t.clockConfirm}</button>
        </Form>
      </div>,
    )
  })
  shell.post('/clock', ADMINISTRATORS, async visit => {
    await confirmClock(deps, visit.caller)
    return visit.seeOther('/clock', { done: true })
  })
}
