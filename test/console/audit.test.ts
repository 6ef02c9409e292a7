// The audit log as an auditor reads it: what happened, who did it and to what, in words and links.

import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditDetailWords } from '../../src/console/pages/audit-detail-words.ts'
import { auditKinds } from '../../src/console/pages/audit-words.ts'
import type { AuditEvent } from '../../src/usecases/access-ports.ts'
import { AUDIT_KINDS } from '../../src/usecases/audit-kinds.ts'
import { createApiKey } from '../../src/usecases/manage-api-keys.ts'
import { openTestConsole, type TestConsole } from '../support/test-console.ts'

let office: TestConsole

beforeAll(async () => {
  office = await openTestConsole()
})

afterAll(() => office.close())

async function note(...events: Omit<AuditEvent, 'at'>[]) {
  const { stores, clock } = office.deps
  await stores.commit(stores.audit.insert(events.map(event => ({ at: clock(), ...event }))))
}

const options = (text: string, name: string) => {
  const [, inside = ''] = new RegExp(`<select id="${name}".*?>(.*?)</select>`, 's').exec(text) ?? []
  return [...inside.matchAll(/<option value="([^"]*)"[^>]*>([^<]*)/g)].map(([, value, label]) => ({
    value,
    label,
  }))
}

describe('the words', () => {
  test.each(['ja', 'en'] as const)('no two kinds are called the same (%s)', language => {
    const words = Object.values(auditKinds[language])
    expect(new Set(words).size).toBe(words.length)
  })

  test('what SQL writes by itself is a kind of the list', () => {
    const written = readdirSync('src/db').flatMap(name => {
      const text = readFileSync(`src/db/${name}`, 'utf8')
      return [...text.matchAll(/insert into audit_event[^']*'([a-z_.]+)'/g)].map(match => match[1])
    })
    expect(written).toEqual(['retention.records_erased', 'retention.requests_redacted'])
    for (const kind of written) expect(AUDIT_KINDS).toContain(kind)
  })

  test('both languages know the same labels and codes', () => {
    const { ja, en } = auditDetailWords
    for (const part of ['labels', 'scopes', 'stages', 'verified', 'editions', 'parts'] as const) {
      expect(Object.keys(en[part])).toEqual(Object.keys(ja[part]))
    }
  })
})

test('protective marks are not among the kinds for those who may not see them', async () => {
  for (const role of ['auditor', 'administrator'] as const) {
    const { text } = await (await office.signedIn(role)).get('/audit')
    const kinds = options(text, 'kind').map(({ value }) => value)
    expect(kinds).toContain('legal_hold.placed')
    expect(kinds.filter(kind => kind?.startsWith('protective_mark.'))).toEqual([])
  }
})

test('whoever did it is called by name, and the name leads to all that they did', async () => {
  const { userId, name } = await office.person('officer')
  const { id: keyId } = await createApiKey(office.deps, 'test', {
    source: 'booking',
    scopes: ['provisions:write'],
  })
  const actor = `user:${userId}`
  await note(
    { kind: 'record.read', actor, detail: { record_no: 7 } },
    { kind: 'records.recorded', actor: `key:${keyId} key:gone`, detail: range(1, 3) },
    { kind: 'retention.run_done', actor: 'schedule', detail: { run_id: 2, erased: 1_200 } },
    { kind: 'ledger.verified', actor: 'cli:kirokubo', detail: { faults: 0 } },
  )
  const browser = await office.signedIn('auditor')
  const { words, text } = await browser.get('/audit')
  expect(words).toContain(name)
  expect(words).toContain('booking(APIキー)')
  expect(words).toContain('gone(APIキー)')
  expect(words).toContain('毎日の自動実行')
  expect(words).toContain('サーバーでの操作(kirokubo)')
  expect(text).toContain(`href="/audit?actor=${encodeURIComponent(actor)}"`)
  const own = await browser.get(`/audit?actor=${encodeURIComponent(actor)}`)
  expect(own.words).toContain('記録の閲覧')
  expect(own.words).not.toContain('サーバーでの操作')
  expect(own.text).toMatch(new RegExp(`<option value="${actor}" selected[^>]*>${name}<`))
  expect(options(own.text, 'actor')).toContainEqual({
    value: `key:${keyId}`,
    label: 'booking(APIキー)',
  })
  const batch = await browser.get(`/audit?actor=key:${keyId}&kind=records.recorded`)
  expect(batch.words).toContain('gone(APIキー)')
  const unknown = await browser.get('/audit?actor=cli:nobody')
  expect(unknown.words).toContain('条件に合う記録はありません。')
  expect(options(unknown.text, 'actor').map(({ value }) => value)).toContain('cli:nobody')
})

const range = (first: number, last: number) => ({ first_record_no: first, last_record_no: last })

describe('the details', () => {
  beforeAll(async () => {
    const { userId } = await office.person('auditor')
    const actor = 'schedule'
    const roles = { role: 'officer', before: 'auditor' }
    await note(
      { kind: 'records.searched', actor, detail: { by_person: true, record_nos: upTo(30) } },
      { kind: 'retention.records_erased', actor, detail: { run_id: 41, ...range(81, 99) } },
      { kind: 'retention.run_started', actor, detail: { as_of: '2026-04-01', dry_run: true } },
      {
        kind: 'disclosure.decided',
        actor,
        detail: { request_no: 'R-2026-0042', outcome: 'disclosed_partial', lines: 2, refusals: 1 },
      },
      { kind: 'letter.issued', actor, detail: { letter_no: 5, kind: 'acknowledgement' } },
      { kind: 'user.role_changed', actor, detail: { user_id: userId, ...roles } },
      { kind: 'legal_hold.placed', actor, detail: { code: 'suit-1', scope: 'data_subject' } },
      { kind: 'disclosure.alert_settled', actor, detail: { alert: 'record-12-1-3' } },
      { kind: 'reason.stated', actor, detail: { session_id: 'sess', sealed_reason: 'c2VhbGVk' } },
    )
  })

  test('are told in words, and numbers lead to their pages', async () => {
    const browser = await office.signedIn('auditor')
    const { words, text } = await browser.get('/audit')
    expect(words).toContain('本人を指定した検索: はい')
    expect(words).toContain('ほか25件')
    expect(words).toContain('結論: 一部不開示')
    expect(words).toContain('種類: 受付票')
    expect(words).toContain('役割: 担当者')
    expect(words).toContain('変更前の役割: 監査担当')
    expect(words).toContain(`利用者: ${(await office.person('auditor')).name}`)
    expect(words).toContain('範囲: 本人')
    expect(words).toContain('試算のみ: はい')
    expect(words).toContain('理由: 暗号化して保管')
    for (const place of ['/records/1', '/records/12', '/requests/R-2026-0042', '/holds/suit-1']) {
      expect(text).toContain(`href="${place}"`)
    }
    expect(text).toContain('href="/retention/runs/41"')
    expect(text).not.toContain('href="/records/81"')
    expect(text).not.toMatch(
      /session_id|sealed_reason|c2VhbGVk|record_no:|user_id|disclosed_partial/,
    )
    expect(text.length).toBeLessThan(60_000)
  })

  test('lead an administrator to users, not to records', async () => {
    const { userId } = await office.person('auditor')
    const { text } = await (await office.signedIn('administrator')).get('/audit')
    expect(text).toContain(`href="/users/${userId}"`)
    expect(text).not.toMatch(/href="\/(records|requests|holds|retention)\//)
  })

  test('are told in English too', async () => {
    const browser = await office.signedIn('auditor')
    await browser.get('/audit')
    await browser.submit('/view', { language: 'en' })
    const { words } = await browser.get('/audit?actor=schedule')
    expect(words).toContain('Outcome: Disclosed in part')
    expect(words).toContain('Every night, by itself')
    expect(words).toContain('and 25 more')
  })
})

const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1)

test('the CSV keeps codes, and says the kind in words at its end', async () => {
  const browser = await office.signedIn('auditor')
  const { text } = await browser.get('/audit.csv?kind=retention.run_done')
  expect(text).toContain('audit_no,at,kind,actor,detail,kind_in_words')
  expect(text).toMatch(/,retention\.run_done,schedule,.*,廃棄・試算の完了/)
})
