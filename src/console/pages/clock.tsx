// /clock: an administrator makes sure that the clock is right, after an erasure refused it.

import { ADMINISTRATORS } from '../../domain/role.ts'
import type { Deps } from '../../usecases/ports.ts'
import { confirmClock, readClock } from '../../usecases/retention-clock.ts'
import { Definitions, Instant, Notice } from '../components.tsx'
import { Form } from '../form-parts.tsx'
import type { Shell } from '../shell.tsx'
import { inBoth } from '../words.ts'

export function clockPages(shell: Shell, deps: Deps) {
  shell.navigate({ path: '/clock', label: { ja: '時刻', en: 'Clock' }, roles: ADMINISTRATORS })

  shell.get('/clock', ADMINISTRATORS, async visit => {
    const t = visit.say(words)
    const { clock, newest } = await readClock(deps)
    const once = visit.once<{ done: boolean }>()
    return visit.page(
      { title: t.title },
      <div class="narrow">
        <h1>{t.title}</h1>
        {once.done ? <Notice kind="ok">{t.done}</Notice> : null}
        <p>{t.lead}</p>
        <Definitions
          of={[
            [t.now, <Instant visit={visit} at={clock} />],
            [t.newest, <Instant visit={visit} at={newest} />],
          ]}
        />
        <Form visit={visit} action="/clock">
          <button type="submit">{t.confirm}</button>
        </Form>
      </div>,
    )
  })
  shell.post('/clock', ADMINISTRATORS, async visit => {
    await confirmClock(deps, visit.caller)
    return visit.seeOther('/clock', { done: true })
  })
}

const words = inBoth({
  ja: {
    title: '時刻の確認',
    lead: '時計が大きくずれると、保存期間の前に廃棄してしまいます。そのため、最後の記録から48時間より離れると廃棄を止めます。時計が正しいことを確かめてから、確認してください。確認は24時間有効です。',
    now: '今の時刻',
    newest: '最後に記録された時刻',
    confirm: '時刻が正しいことを確認した',
    done: '確認しました。24時間、廃棄を実行できます。',
  },
  en: {
    title: 'Clock',
    lead: 'A wrong clock would erase years too soon: nothing is erased when it stands more than 48 hours after the newest record. Make sure that it is right, then confirm it; that holds for 24 hours.',
    now: 'Now',
    newest: 'Newest recorded instant',
    confirm: 'The clock is right',
    done: 'Confirmed for 24 hours.',
  },
})
