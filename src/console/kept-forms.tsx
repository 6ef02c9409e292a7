// A form that came after its session ended: kept for whoever sent it, sealed, and shown before it is sent after all.

import { findSignedIn } from '../usecases/console-sessions.ts'
import { readTicket, writeTicket } from '../usecases/ticket.ts'
import { Definitions } from './components.tsx'
import { Actions, Form, Hidden } from './form-parts.tsx'
import { type Values, withoutSecrets } from './forms.ts'
import { isAt } from './menu.ts'
import type { Visit } from './visit.tsx'
import { inBoth } from './words.ts'

interface KeptForm {
  action: string
  /** The page it stood on. */
  page: string
  values: Values
  once: string | undefined
}

/** What our own pages put in, and nobody typed. */
const OWN_FIELDS = ['seen', 'ticket', 'kept', 'next']
const LASTS_MS = 30 * 60_000
/** It stands twice on the page that signs in, and that page's forms are bounded too. */
const MOST_CHARACTERS = 200_000

/** What was sent; undefined where it holds a secret. */
export async function formOf(visit: Visit): Promise<KeptForm | undefined> {
  const values = await visit.values()
  if (Object.keys(withoutSecrets(values)).length < Object.keys(values).length) return undefined
  const { once } = await visit.proof()
  return { action: visit.path, page: visit.cameFrom, values, once }
}

/** The same, to be carried by the pages until then; undefined where it is too long, too. */
export async function keepForm(visit: Visit, userId: string): Promise<string | undefined> {
  const form = await formOf(visit)
  const ticket = form && writeTicket(visit.house.deps, purposeOf(userId), form, LASTS_MS)
  return ticket && ticket.length > MOST_CHARACTERS ? undefined : ticket
}

/** What this person kept, as a page that sends it; undefined for anybody else, or when it is over. */
export function showKept(visit: Visit, userId: string, ticket: string | undefined) {
  const form = ticket && readTicket<KeptForm>(visit.house.deps, purposeOf(userId), ticket)
  return form ? offerForm(visit, form) : undefined
}

/** Whoever sends it sees first what it does and says: at an open machine somebody else may have begun it. */
export function offerForm(visit: Visit, { action, page, values, once }: KeptForm, status = 200) {
  const t = visit.say(words)
  const [path = ''] = action.split(/[.?]/)
  const place = visit.house.navigation.find(one => isAt(path, one.path))
  const fields = Object.entries(values).map(([name, value]) => [name, [value].flat()] as const)
  return visit.page(
    { title: t.title, status },
    <div class="narrow">
      <h1>{t.title}</h1>
      <p>{t.lead}</p>
      <Definitions
        of={[
          [t.place, place?.label[visit.language] ?? t.elsewhere],
          [t.action, <code>{action}</code>],
          ...fields
            .filter(([name]) => !OWN_FIELDS.includes(name))
            .map(([name, typed]) => [fieldName(t.names, name), typed.join(t.and)] as const),
        ]}
      />
      <Form visit={visit} action={action} {...(once ? { once } : {})}>
        {fields.flatMap(([name, typed]) => typed.map(one => <Hidden of={{ [name]: one }} />))}
        <Actions visit={visit} cancel={page}>
          <button type="submit">{t.send}</button>
        </Actions>
      </Form>
    </div>,
  )
}

/** `letter-2` is the second of its name; a field without words goes by its own name. */
function fieldName(names: Record<string, string>, name: string): string {
  const [, stem = name, number = ''] = /^(.*?)(-[\d-]+)?$/.exec(name) ?? []
  return `${names[stem] ?? stem}${number.replace('-', ' ')}`
}

/** The same for whoever just signed in. */
export async function showKeptOfSession(visit: Visit, token: string, ticket: string | undefined) {
  if (ticket === undefined) return undefined
  const me = await findSignedIn(visit.house.deps, token)
  return me && showKept(visit, me.user.userId, ticket)
}

const purposeOf = (userId: string) => `kept-form:${userId}`

const words = inBoth({
  ja: {
    title: '入力した内容を保持しています',
    lead: 'まだ送信されていません。下の内容を確認してください。「続けて送信する」を押すと、この内容のまま送信します。「やめる」を押すと、入力した内容は残りません。',
    place: '画面',
    elsewhere: 'メニューにない画面',
    action: '送信先',
    and: '、',
    send: '続けて送信する',
    names: {
      reason: '理由',
      ground: '根拠',
      letter: '理由の説明(書面に載せる)',
      letter_reason: '理由の説明(書面に載せる)',
      internal: '判断の経緯(社内の記録)',
      internal_reason: '判断の経緯(社内の記録)',
      outcome: '結果',
      decision: '決定',
      note: 'メモ',
      name: '氏名又は名称',
      name_kana: 'フリガナ',
      birth_date: '生年月日',
      email: 'メールアドレス',
      role: '役割',
      code: '番号',
      kind: '種類',
      subject: '対象',
      records: '記録番号',
      third_party: '第三者',
      items: '項目',
      lines: '行',
      from: '開始日',
      to: '終了日',
      source: 'システム名',
      scopes: 'できること',
    } as Record<string, string>,
  },
  en: {
    title: 'What you entered is still here',
    lead: 'It was not sent yet. Look at it below. Send it as it stands; cancel, and it is gone.',
    place: 'Page',
    elsewhere: 'A page that is not in the menu',
    action: 'Sent to',
    and: ', ',
    send: 'Send it now',
    names: {},
  },
})
