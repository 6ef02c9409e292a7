// Whoever may not see people, or what is hidden under 令11条, learns nothing: no page, file, count, number or refusal tells.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { provisionEventFields } from '../../src/domain/provision-schema.ts'
import type { Role } from '../../src/domain/role.ts'
import { requestApproval } from '../../src/usecases/approvals.ts'
import { placeProtectiveMark } from '../../src/usecases/protective-marks.ts'
import { type Crawled, crawl, isPage } from '../support/crawl.ts'
import { OPERATOR, provision, TARO } from '../support/disclosure-ledger.ts'
import { disclosureSteps } from '../support/disclosure-steps.ts'
import { hostile, payload } from '../support/hostile.ts'
import { openHostileLedger } from '../support/hostile-ledger.ts'
import {
  type Browser,
  openTestConsole,
  type Page,
  type TestConsole,
} from '../support/test-console.ts'
import { openTestLedger } from '../support/test-ledger.ts'

let offices: TestConsole[] = []
afterAll(() => {
  for (const office of offices) office.close()
})
const opened = (office: TestConsole) => {
  offices = [...offices, office]
  return office
}

const OPEN = [
  provision([TARO], { event_id: 'O-1' }),
  provision([TARO], { event_id: 'O-2', direction: 'received', acquisition: '本人' }),
  provision([{ name: '他者 一郎' }], { event_id: 'O-3', third_party: { code: 'open-1' } }),
]
/** Every text of it is a payload, so that any of them would be found. */
const secret = (event_id: string, more: object) =>
  hostile(provisionEventFields, {
    event_id,
    direction: 'provided',
    basis: 'consent',
    occurred_on: '2026-11-21',
    record_made_on: undefined,
    'third_party.unspecified_many': undefined,
    'data_subjects.0': TARO,
    ...more,
  }) as object
const HIDDEN = [
  secret('S-1', { 'third_party.code': undefined }),
  secret('S-2', { 'third_party.code': 'secret-1' }),
  provision([TARO], { event_id: 'S-3', third_party: { code: 'open-1' }, items: [] }),
]
const MARK = { ground: 'order-11-1', reason: payload('mark') } as const
const two = { erasure: false, release: false, protective_marks: true }

/** The same ledger, with records that are hidden or without. */
async function openLedger(hidden: boolean): Promise<TestConsole> {
  const ledger = await openTestLedger({ operator: OPERATOR })
  const { deps, caller } = ledger
  await ledger.record(...OPEN, ...(hidden ? HIDDEN : []))
  if (hidden) {
    const scopes = [{ record_nos: [4, 6] }, { third_party: 'secret-1' }]
    for (const [n, scope] of scopes.entries()) {
      await placeProtectiveMark(deps, caller, { code: `M-${n}`, ...MARK, scope })
    }
  }
  await disclosureSteps(ledger).openVerified(TARO)
  const restricted = { ...caller, scopes: ['restricted' as const] }
  deps.operator.second_person = two
  if (hidden) {
    await requestApproval(deps, restricted, { kind: 'mark_release', code: 'M-1', reason: 'x' })
  }
  return opened(await openTestConsole(ledger))
}

async function reading(office: TestConsole, role: Role): Promise<Browser> {
  const browser = await office.signedIn(role)
  if (role === 'auditor') {
    await browser.get('/records')
    await browser.submit('/reason', { reason: 'x' })
  }
  return browser
}

/** What differs by chance: ids, and in which order people and sessions of one moment stand. */
const toldBy = ({ path, text, words, status, ...page }: Crawled) => ({
  path: path.replaceAll(/[a-z2-7]{12}/g, '…'),
  status,
  told: /^\/(account|users)/.test(path)
    ? ''
    : (isPage(page) ? words : /pdf/.test(path) ? '' : text)
        .replaceAll(/\b[a-z2-7]{12}\b/g, '…')
        // Numbers of the audit log and of records posted are no secret: what they were is.
        .replaceAll(/(^|\s)\d+(?=,| 2026)/g, '$1…'),
})

describe('what is hidden under 令11条', () => {
  let hidden: TestConsole
  let none: TestConsole
  beforeAll(async () => {
    hidden = await openLedger(true)
    none = await openLedger(false)
  })
  const FROM = ['/records/4', '/records/5', '/records/6', '/third-parties/secret-1', '/marks']

  test.each(['officer', 'administrator'] as const)(
    'is on no page and in no file, count or link that %s reaches',
    async role => {
      const [theirs, ours] = await Promise.all(
        [none, hidden].map(async office => crawl(await reading(office, role), FROM)),
      )
      const isLog = ({ path }: Crawled) => path.startsWith('/audit')
      const told = (pages: Crawled[] = []) => pages.filter(one => !isLog(one)).map(toldBy)
      expect(told(ours)).toEqual(told(theirs))
    },
  )

  test.each(['auditor', 'administrator'] as const)('is in no line of the log of %s', async role => {
    const browser = await reading(hidden, role)
    for (const path of ['/audit', '/audit.csv', '/audit?kind=protective_mark.placed']) {
      const { words } = await browser.get(path)
      // The word is a choice of the filter for who may know of marks alone.
      expect(words).not.toMatch(/M-0|M-1|secret-1|x-pwned/)
      expect(words).not.toContain('protective_mark.')
    }
  })

  test('is not found by whom it is about, and no search says that there was more', async () => {
    const found = await Promise.all(
      [hidden, none].map(async office => {
        const browser = await office.signedIn('officer')
        const { name } = TARO
        await browser.get('/records/search')
        const page = await browser.submit('/records/search', { name, reason: 'x' })
        return page.words
      }),
    )
    expect(found[0]).toBe(found[1])
  })

  const PATHS = ['', '/void', '/fill', '/lines/1', '/lines/new', '/amend/basis', '/amend/others']
  test.each([...PATHS, '/conflicts/exemption_missing'])(
    'answers /records/{no}%s as a number that was never given',
    async path => {
      const browser = await hidden.signedIn('officer')
      const at = (no: number) => `/records/${no}${path}`
      const same = (one: Page, other: Page, no: number) =>
        expect([one.status, one.words.replaceAll(`${no}`, '99')]).toEqual([
          other.status,
          other.words,
        ])
      const { _csrf = '' } = (await browser.get('/account')).hidden()
      for (const no of [4, 5, 6]) {
        same(await browser.get(at(no)), await browser.get(at(99)), no)
        if (path === '') continue
        const fields = { _csrf, reason: 'not_occurred', note: 'x', evidence: 'x' }
        same(await browser.post(at(no), fields), await browser.post(at(99), fields), no)
      }
    },
  )

  test.each([
    ['/holds/new', { code: 'H-#', matter: 'x', scope_by: 'records' }, 'records'],
    ['/retention/incomplete', { reason: 'x' }, 'record_no'],
    ['/gaps/mend', { gap: 'TP_ADDR', words: 'x', evidence: 'x', reason: 'x' }, 'record_no'],
    ['/requests/R2026-0001/objection', { statement: 'x' }, 'which', '-1'],
    ['/requests/R2026-0001/matches', { rest: 'confirm' }, 'lines', '-1'],
    ['/requests/R2026-0001/matches', { rest: 'reject', why: 'x' }, 'lines', '-1'],
  ])(
    '%s takes its number as it takes one that was never given',
    async (path, rest, field, line = '') => {
      const told = (text: string) => text.replaceAll(/(?<!\d)(4|5|6|99)(?!\d)/g, '…')
      const tried = async (no: string) => {
        const browser = await hidden.signedIn('officer')
        const { _csrf = '' } = (await browser.get('/account')).hidden()
        const { status, words, url } = await browser.post(path, {
          ...Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, v.replace('#', no)])),
          [field]: `${no}${line}`,
          _csrf,
        })
        return { status, words: told(words), url: told(url) }
      }
      const none = await tried('99')
      for (const no of ['4', '5', '6']) expect(await tried(no)).toEqual(none)
    },
  )

  test.each(['M-0', 'M-1', 'M-9'])(
    'an officer asks for the end of mark %s in vain',
    async subject => {
      const before = await hidden.deps.stores.audit.newest({ limit: 1 })
      const browser = await hidden.signedIn('officer')
      const { _csrf = '' } = (await browser.get('/account')).hidden()
      const asked = { kind: 'mark_release', subject, reason: 'x', _csrf }
      const page = await browser.post('/approvals/new', asked)
      expect([page.status, page.words.includes(subject)]).toEqual([404, false])
      const [last] = await hidden.deps.stores.audit.newest({ limit: 1 })
      expect([last?.kind, before.length]).toEqual(['user.signed_in', 1])
    },
  )
})

describe('people', () => {
  let office: TestConsole
  beforeAll(async () => {
    office = opened(await openTestConsole(await openHostileLedger()))
  })
  /** The operator's own settings and the staff, who stand on pages for everybody. */
  const personal = /&lt;(data_subject|third_party|requester|scope|agent|matter|reason|why|letter)/

  test.each(['auditor', 'administrator'] as const)(
    'are on no page and in no file that %s reaches without a reason',
    async role => {
      const browser = await office.signedIn(role)
      const from = ['/records', '/records/1', '/requests/R2026-0001', '/holds/H-data_subject']
      const more = ['/third-parties.csv', '/records.csv', '/requests.csv', '/gaps.csv', '/today']
      const pages = await crawl(browser, [...from, ...more])
      expect(pages.length).toBeGreaterThan(20)
      for (const { path, words } of pages) expect(personal.exec(words)?.[0], path).toBeUndefined()
    },
  )
})
