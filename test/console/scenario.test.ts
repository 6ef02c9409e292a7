// The whole job in real Chromium, with script and without: from the first link to what an auditor finds in the log.

import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import { type RealConsole, withChromium } from '../support/chromium.ts'
import { pdfPages } from '../support/pdf-text.ts'
import { PASSWORD } from '../support/test-console.ts'
import { openTestLedger, readSample, sampleFile } from '../support/test-ledger.ts'

vi.setConfig({ testTimeout: 120_000 })

const SAMPLE = 'orthodontics'
const [asked] = readSample(SAMPLE, 'expected.json').requests
const { data_subject: person, expect: expected } = asked

for (const javaScriptEnabled of [true, false]) {
  withChromium(
    `an office sets up, answers a request, mends, holds, erases, and is audited, script ${javaScriptEnabled ? 'on' : 'off'}`,
    async real => {
      const { office, url, open } = real
      const enter = () => open({ javaScriptEnabled })
      const administrator = await enter()
      await setUp(administrator, `${url}/first/${await office.firstLink()}`)
      const officer = await join(await invite(administrator, 'officer'), await enter())
      const auditor = await join(await invite(administrator, 'auditor'), await enter())
      await post(real, await makeKey(administrator))

      await receive(officer)
      await checkIdentity(officer)
      await settle(officer)
      await decide(officer)
      const text = await issueAndDownload(officer)
      expect(text).toContain(person.name.replaceAll(' ', ''))
      expect(text).toContain('個開2026-0001号')
      const [, provided, received] =
        /第三者に提供した記録(\d+)件第三者から提供を受けた記録(\d+)件/.exec(text) ?? []
      expect(Number(provided) + Number(received)).toBe(expected.extract.length)
      await deliver(officer)

      await fillGap(officer)
      await holdAndRelease(officer)

      office.setNow('2031-01-10T12:00:00+09:00')
      await confirmClock(administrator)
      await erase(officer)

      await findInLog(auditor)
    },
    () => openTestLedger({ operator: readSample(SAMPLE, 'operator.json') }),
  )
}

const press = (page: Page, name: string) =>
  page
    .getByRole('main')
    .getByRole('button', { name, exact: true })
    // One for the Enter key stands before the one that is seen.
    .and(page.locator(':not(.unseen)'))
    .first()
    .click()
const follow = (page: Page, name: string | RegExp) =>
  page.getByRole('main').getByRole('link', { name }).first().click()
const openMenu = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'メニュー' })
    .getByRole('link', { name, exact: true })
    .click()
const type = (page: Page, label: string | RegExp, text: string) =>
  page.getByLabel(label).first().fill(text)
const words = async (page: Page) => (await page.getByRole('main').textContent()) ?? ''
const secret = async (page: Page) => (await page.locator('#secret').textContent()) ?? ''

async function choosePassword(page: Page, button: string) {
  await type(page, /^パスワード(?!\()/, PASSWORD)
  await type(page, 'パスワード(確認)', PASSWORD)
  await press(page, button)
}

async function setUp(page: Page, link: string) {
  await page.goto(link)
  await type(page, '氏名', '見本 管理')
  await type(page, 'メールアドレス', 'administrator@example.jp')
  await choosePassword(page, '登録してサインイン')
}

/** The link that the administrator hands over. */
async function invite(page: Page, role: 'officer' | 'auditor'): Promise<string> {
  const roles = { officer: '担当者', auditor: '監査人' }
  await openMenu(page, '利用者')
  await follow(page, '利用者を招待する')
  await type(page, '氏名', `見本 ${roles[role]}`)
  await type(page, 'メールアドレス', `${role}@example.jp`)
  await page.locator(`#role-${role}`).check()
  await press(page, '招待リンクを発行する')
  return secret(page)
}

async function join(link: string, page: Page): Promise<Page> {
  await page.goto(link)
  await choosePassword(page, '設定してサインイン')
  return page
}

async function makeKey(page: Page): Promise<string> {
  await openMenu(page, 'APIキー')
  await follow(page, 'APIキーを発行する')
  await type(page, 'システム名', 'booking')
  await page.getByLabel('提供・受領の記録を送る').check()
  await press(page, '発行する')
  return secret(page)
}

/** What the source does with its key: third parties and events, all of them taken. */
async function post({ url }: RealConsole, key: string) {
  const send = (path: string, method: string, type: string, body: BodyInit) =>
    fetch(`${url}/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': type },
      body,
    })
  for (const { code, ...party } of readSample(SAMPLE, 'third-parties.json')) {
    const body = JSON.stringify(party)
    const answer = await send(`third-parties/${code}`, 'PUT', 'application/json', body)
    expect(answer.status).toBe(201)
  }
  const events = readFileSync(sampleFile(SAMPLE, 'events.ndjson'))
  const answer = await send('provisions', 'POST', 'application/x-ndjson', events)
  const lines = (await answer.text()).trimEnd().split('\n')
  expect(new Set(lines.map(line => JSON.parse(line).status))).toEqual(new Set([201]))
}

async function receive(page: Page) {
  await openMenu(page, '今日')
  await follow(page, '受付する')
  await page.getByLabel(/^届いた日/).fill(asked.received_on)
  await type(page, /^氏名/, person.name)
  await type(page, 'フリガナ', person.name_kana)
  await type(page, '生年月日', person.birth_date)
  await type(page, '会員番号', person.identifiers.member_id)
  await type(page, 'メールアドレス', person.identifiers.email)
  await type(page, '電話番号', person.identifiers.phone)
  await page.getByLabel('電磁的記録の提供').check()
  await press(page, '受け付ける')
  expect(await words(page)).toContain('受け付けました')
}

async function checkIdentity(page: Page) {
  await follow(page, '本人確認')
  await page.getByLabel('確認できた', { exact: true }).check()
  await page
    .getByLabel('確認の方法')
    .selectOption({ label: '会員サイト等でのサインインで確かめた' })
  await page.getByLabel('運転免許証').check()
  for (const box of await page.locator('[name=proven]').all()) await box.check()
  await press(page, '確認の結果を登録する')
}

async function settle(page: Page) {
  expect(await words(page)).toMatch(/判断の済んでいない候補が[1-9]\d*行あります/)
  for (let left = 9; left > 0 && (await page.getByText('判断を登録する').count()) > 0; left -= 1) {
    for (const box of await page.locator('[name^=own-]').all()) await box.check()
    await page.getByLabel('すべてご本人の行とする').check()
    await press(page, '判断を登録する')
  }
  expect(await words(page)).toContain('判断の済んでいない候補はありません。')
}

async function decide(page: Page) {
  await follow(page, '決定へ進む')
  expect(await words(page)).toContain(`開示の対象となる行は${expected.extract.length}行です。`)
  await page.getByLabel(/^全部開示/).check()
  await press(page, 'この内容で決定する')
}

/** @returns the text of the document that the officer downloads, without spaces. */
async function issueAndDownload(page: Page): Promise<string> {
  await press(page, 'この内容で発行する')
  const [file] = await Promise.all([page.waitForEvent('download'), follow(page, 'PDF')])
  const pages = await pdfPages(readFileSync(await file.path()))
  return pages.join('').replaceAll(/\s/g, '')
}

async function deliver(page: Page) {
  await follow(page, 'お渡し')
  await page.getByLabel(/^お渡しした日/).fill('2026-11-22')
  await page.getByLabel(/^お渡しの方法/).selectOption({ label: '専用ページからのダウンロード' })
  await press(page, 'お渡しを登録して終了する')
  expect(await words(page)).toContain('この請求は終了しました。')
}

async function fillGap(page: Page) {
  await openMenu(page, '欠落')
  await follow(page, '本人の同意')
  for (const box of await page.locator('[name=record_no]').all()) await box.check()
  await type(page, /^理由/, '同意書の確認により判明')
  await type(page, /^証跡/, '予約時の同意書(総務課)')
  await press(page, '選んだ記録を補う')
  expect(await words(page)).toMatch(/[1-9]\d*件に登録しました。/)
}

async function holdAndRelease(page: Page) {
  await openMenu(page, '保全')
  await follow(page, '保全を始める')
  await type(page, /^番号/, 'suit')
  await type(page, /^事案/, '損害賠償請求訴訟')
  await page.locator('#scope_by-person').check()
  await type(page, '氏名', person.name)
  await press(page, 'この内容で始める')
  expect(await words(page)).toContain('保全を始めました。')
  await follow(page, '解除する')
  await type(page, /^解除する理由/, '和解が成立したため')
  await press(page, '解除する')
  expect(await words(page)).toContain('解除しました。')
}

async function confirmClock(page: Page) {
  await signInAgain(page, 'administrator')
  await openMenu(page, '時刻')
  await press(page, '時刻が正しいことを確認した')
}

async function erase(page: Page) {
  await signInAgain(page, 'officer')
  await openMenu(page, '廃棄')
  await follow(page, '廃棄を実行する')
  await press(page, '廃棄する')
  expect(await words(page)).toMatch(/廃棄した件数\s*[1-9]/)
}

/** Years went by: the session is over. */
async function signInAgain(page: Page, who: string) {
  await page.reload()
  await type(page, 'メールアドレス', `${who}@example.jp`)
  await type(page, 'パスワード', PASSWORD)
  await press(page, 'サインイン')
}

async function findInLog(page: Page) {
  await signInAgain(page, 'auditor')
  const done = [
    ['利用者の登録', '見本 管理'],
    ['APIキーの発行', '見本 管理'],
    ['記録の受付', 'booking'],
    ['開示請求の受付', '見本 担当者'],
    ['本人確認', '見本 担当者'],
    ['候補の行の判断', '見本 担当者'],
    ['開示・不開示の決定', '見本 担当者'],
    ['書面の発行', '見本 担当者'],
    ['書面のお渡し', '見本 担当者'],
    ['記録の補完', '見本 担当者'],
    ['保全の開始', '見本 担当者'],
    ['保全の解除', '見本 担当者'],
    ['時刻の確認', '見本 管理'],
    ['記録の廃棄', '見本 担当者'],
  ]
  for (const [kind, who] of done) {
    await openMenu(page, '監査ログ')
    await page.getByLabel('操作', { exact: true }).selectOption({ label: kind })
    await press(page, '絞り込む')
    const row = page.getByRole('row').filter({ hasText: who })
    expect(await row.count(), `${kind} ${who}`).toBeGreaterThan(0)
  }
}
