// Every role against every page and every action: who may not is refused, and nothing happens.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AddPages, PAGES } from '../../src/console/pages.ts'
import { OFFICERS, READERS, ROLES, type Role } from '../../src/domain/role.ts'
import { type Browser, openTestConsole, type TestConsole } from '../support/test-console.ts'
import { openWithRequests } from '../support/walked-requests.ts'

const EVERYBODY = ROLES
const ADMINISTRATOR: readonly Role[] = ['administrator']
const RESTRICTED: readonly Role[] = ['restricted_officer']
const LOG_READERS: readonly Role[] = ['administrator', 'auditor']

/** `:id` stands for what does not exist: whoever may look is told so, nobody else learns even that. */
const ROUTES: [method: 'GET' | 'POST', path: string, roles: readonly Role[]][] = [
  ['GET', '/today', EVERYBODY],
  ['POST', '/reason', ['auditor']],
  ['GET', '/requests', READERS],
  ['GET', '/requests.csv', READERS],
  ['GET', '/requests/new', OFFICERS],
  ['POST', '/requests/new', OFFICERS],
  ['GET', '/requests/:no', READERS],
  ['GET', '/requests/:no/history', READERS],
  ['GET', '/requests/:no/history.csv', READERS],
  ['GET', '/requests/:no/letters.csv', READERS],
  ['GET', '/requests/:no/matches.csv', READERS],
  ['GET', '/requests/:no/decision.csv', READERS],
  ['GET', '/alerts', READERS],
  ['GET', '/alerts.csv', READERS],
  ['GET', '/requests/:no/identity', READERS],
  ['POST', '/requests/:no/identity', OFFICERS],
  ['GET', '/requests/:no/matches', READERS],
  ['POST', '/requests/:no/matches', OFFICERS],
  ['GET', '/requests/:no/decision', READERS],
  ['POST', '/requests/:no/decision', OFFICERS],
  ['GET', '/requests/:no/draft', READERS],
  ['GET', '/requests/:no/draft.pdf', READERS],
  ['POST', '/requests/:no/draft', OFFICERS],
  ['GET', '/requests/:no/extract/:part', READERS],
  ['GET', '/requests/:no/delivery', OFFICERS],
  ['POST', '/requests/:no/delivery', OFFICERS],
  ['GET', '/requests/:no/returned', OFFICERS],
  ['POST', '/requests/:no/returned', OFFICERS],
  ['GET', '/requests/:no/objection', OFFICERS],
  ['POST', '/requests/:no/objection', OFFICERS],
  ['GET', '/requests/:no/clock', OFFICERS],
  ['POST', '/requests/:no/clock', OFFICERS],
  ['GET', '/requests/:no/fee', OFFICERS],
  ['POST', '/requests/:no/fee', OFFICERS],
  ['GET', '/requests/:no/method', OFFICERS],
  ['POST', '/requests/:no/method', OFFICERS],
  ['GET', '/requests/:no/alerts', READERS],
  ['POST', '/requests/:no/alerts/:alert', OFFICERS],
  ['GET', '/requests/:no/letters', READERS],
  ['GET', '/requests/:no/letters/:kind', OFFICERS],
  ['POST', '/requests/:no/letters/:kind', OFFICERS],
  ['GET', '/requests/:no/letters/:letter/pdf', READERS],
  ['GET', '/records', READERS],
  ['GET', '/records.csv', READERS],
  ['GET', '/records/search', READERS],
  ['POST', '/records/search', READERS],
  ['GET', '/records/:no', READERS],
  ['GET', '/records/:no/readings', READERS],
  ['GET', '/records/:no/readings.csv', READERS],
  ['GET', '/records/:no/amend/:part', OFFICERS],
  ['POST', '/records/:no/amend/:part', OFFICERS],
  ['GET', '/records/:no/fill', OFFICERS],
  ['POST', '/records/:no/fill', OFFICERS],
  ['GET', '/records/:no/lines/:line', OFFICERS],
  ['POST', '/records/:no/lines/:line', OFFICERS],
  ['GET', '/records/:no/conflicts/:code', OFFICERS],
  ['POST', '/records/:no/conflicts/:code', OFFICERS],
  ['GET', '/records/:no/void', OFFICERS],
  ['POST', '/records/:no/void', OFFICERS],
  ['GET', '/third-parties', READERS],
  ['POST', '/third-parties', READERS],
  ['GET', '/third-parties.csv', READERS],
  ['GET', '/third-parties.new', OFFICERS],
  ['POST', '/third-parties.new', OFFICERS],
  ['GET', '/third-parties/:code', READERS],
  ['GET', '/third-parties/:code/edit', OFFICERS],
  ['POST', '/third-parties/:code/edit', OFFICERS],
  ['GET', '/third-parties/:code/proposals', OFFICERS],
  ['POST', '/third-parties/:code/proposals', OFFICERS],
  ['GET', '/third-parties/:code/proposals.csv', OFFICERS],
  ['GET', '/gaps', READERS],
  ['GET', '/gaps.csv', READERS],
  ['GET', '/gaps/items.csv', READERS],
  ['GET', '/gaps/third-parties.csv', READERS],
  ['POST', '/gaps/mend', OFFICERS],
  ['GET', '/holds', READERS],
  ['GET', '/holds.csv', READERS],
  ['GET', '/holds.new', OFFICERS],
  ['POST', '/holds.new', OFFICERS],
  ['GET', '/holds/:code', READERS],
  ['GET', '/holds/:code/records.csv', READERS],
  ['POST', '/holds/:code', OFFICERS],
  ['GET', '/holds/:code/release', OFFICERS],
  ['POST', '/holds/:code/release', OFFICERS],
  ['GET', '/retention', READERS],
  ['POST', '/retention/count', OFFICERS],
  ['GET', '/retention/due', READERS],
  ['GET', '/retention/due.csv', READERS],
  ['GET', '/retention/run', OFFICERS],
  ['POST', '/retention/run', OFFICERS],
  ['GET', '/retention/runs.csv', READERS],
  ['GET', '/retention/runs/:no', READERS],
  ['POST', '/retention/runs/:no/stop', OFFICERS],
  ['GET', '/retention/runs/:no/record', READERS],
  ['GET', '/retention/incomplete', READERS],
  ['GET', '/retention/incomplete.csv', READERS],
  ['POST', '/retention/incomplete', OFFICERS],
  ['GET', '/clock', ADMINISTRATOR],
  ['POST', '/clock', ADMINISTRATOR],
  ['GET', '/documents', EVERYBODY],
  ['GET', '/documents/check', EVERYBODY],
  ['GET', '/documents/papers/:name', EVERYBODY],
  ['GET', '/documents/forms/:name', EVERYBODY],
  ['GET', '/registers', READERS],
  ['GET', '/registers.csv', READERS],
  ['POST', '/registers', READERS],
  ['GET', '/marks', RESTRICTED],
  ['GET', '/marks.csv', RESTRICTED],
  ['GET', '/marks.new', RESTRICTED],
  ['POST', '/marks.new', RESTRICTED],
  ['GET', '/marks/:code', RESTRICTED],
  ['GET', '/marks/:code/release', RESTRICTED],
  ['POST', '/marks/:code/release', RESTRICTED],
  ['GET', '/approvals', READERS],
  ['GET', '/approvals.csv', READERS],
  ['GET', '/approvals/waiting.csv', READERS],
  ['GET', '/approvals/new', OFFICERS],
  ['POST', '/approvals/new', OFFICERS],
  ['GET', '/approvals/:id', READERS],
  ['POST', '/approvals/:id', OFFICERS],
  ['POST', '/approvals/:id/withdrawal', OFFICERS],
  ['POST', '/approvals/:id/placing', RESTRICTED],
  ['GET', '/keys', ADMINISTRATOR],
  ['GET', '/keys.csv', ADMINISTRATOR],
  ['GET', '/keys/new', ADMINISTRATOR],
  ['POST', '/keys/new', ADMINISTRATOR],
  ['GET', '/keys/:id/revoke', ADMINISTRATOR],
  ['POST', '/keys/:id/revoke', ADMINISTRATOR],
  ['GET', '/users', ADMINISTRATOR],
  ['GET', '/users.csv', ADMINISTRATOR],
  ['GET', '/users/new', ADMINISTRATOR],
  ['POST', '/users/new', ADMINISTRATOR],
  ['GET', '/users/:id', ADMINISTRATOR],
  ['POST', '/users/:id/role', ADMINISTRATOR],
  ['POST', '/users/:id/link', ADMINISTRATOR],
  ['POST', '/users/:id/disable', ADMINISTRATOR],
  ['POST', '/users/:id/enable', ADMINISTRATOR],
  ['GET', '/audit', LOG_READERS],
  ['GET', '/audit.csv', LOG_READERS],
  ['GET', '/account', EVERYBODY],
  ['GET', '/account/password', EVERYBODY],
  ['POST', '/account/password', EVERYBODY],
  ['GET', '/account/app', EVERYBODY],
  ['POST', '/account/app', EVERYBODY],
  ['GET', '/account/app/remove', EVERYBODY],
  ['POST', '/account/app/remove', EVERYBODY],
  ['GET', '/account/recovery-codes', EVERYBODY],
  ['POST', '/account/recovery-codes', EVERYBODY],
  ['POST', '/account/sessions/end', EVERYBODY],
  ['GET', '/account/passkeys/new', EVERYBODY],
  ['POST', '/account/passkeys/new', EVERYBODY],
  ['GET', '/account/passkeys/:id/remove', EVERYBODY],
  ['POST', '/account/passkeys/:id/remove', EVERYBODY],
]
// For whoever comes.
const OPEN = [
  'GET /',
  'GET /sign-in',
  'POST /sign-in',
  'POST /sign-in/code',
  'POST /sign-in/passkey',
  'POST /sign-out',
  'POST /view',
  'GET /first/:token',
  'POST /first/:token',
  'GET /invite/:token',
  'POST /invite/:token',
  'GET /console/:file',
]
const BESIDE = /^\/(v1|docs|problems|openapi\.json|healthz|readyz)|\*/

let office: TestConsole
const browsers = new Map<Role, Browser>()
beforeAll(async () => {
  office = await openTestConsole()
  for (const role of ROLES) browsers.set(role, await office.signedIn(role))
})
afterAll(() => office.close())

test('the table names every route that is served', () => {
  const served = office.app.routes
    .filter(({ method, path }) => ['GET', 'POST'].includes(method) && !BESIDE.test(path))
    .map(({ method, path }) => `${method} ${path}`)
  const named = [...ROUTES.map(([method, path]) => `${method} ${path}`), ...OPEN]
  expect([...new Set(served)].sort()).toEqual([...named].sort())
})

async function open(browser: Browser, method: 'GET' | 'POST', pattern: string) {
  const path = pattern.replaceAll(/:\w+/g, 'aaaaaaaaaaaa')
  if (method === 'GET') return browser.get(path)
  const { _csrf = '' } = (await browser.get('/account')).hidden('/sign-out')
  return browser.post(path, { _csrf })
}

const auditNo = async () => (await office.deps.stores.audit.newest({ limit: 1 }))[0]?.auditNo ?? 0

describe.each(ROUTES)('%s %s', (method, path, roles) => {
  test('is shut to who has not signed in', async () => {
    const browser = office.browser()
    await browser.get('/sign-in')
    const { _csrf = '' } = browser.page?.hidden('/sign-in') ?? {}
    const page = await (method === 'GET' ? browser.get(path) : browser.post(path, { _csrf }))
    expect(page.hidden('/sign-in')).toHaveProperty('_csrf')
    expect(page.words).toContain('パスキーでサインイン')
  })

  test.each(ROLES)('%s', async role => {
    const before = await auditNo()
    const page = await open(browsers.get(role) as Browser, method, path)
    if (roles.includes(role)) {
      expect([200, 404, 422]).toContain(page.status)
    } else {
      expect(page.status).toBe(403)
      expect(page.words).toContain('現在の役割ではご覧になれません')
      expect(await auditNo()).toBe(before)
    }
  })
})

const THERE: Record<string, string> = { requests: 'R2026-0005', 'third-parties': 'clinic-001' }
const there = (path: string) =>
  path
    .replace(/^\/([a-z-]+)\/:\w+/, (_all, place) => `/${place}/${THERE[place] ?? '1'}`)
    .replaceAll(/:\w+/g, '1')

test('nobody does or sees anything of what is there and not theirs', async () => {
  const full = await openTestConsole(await openWithRequests())
  for (const role of ROLES) {
    const browser = await full.signedIn(role)
    const [before] = await full.deps.stores.audit.newest({ limit: 1 })
    for (const [method, pattern] of ROUTES.filter(([, , may]) => !may.includes(role))) {
      const page = await open(browser, method, there(pattern))
      expect([page.status, page.text.includes('架空 無人')], pattern).toEqual([403, false])
    }
    expect(await full.deps.stores.audit.newest({ limit: 1 })).toEqual([before])
  }
  full.close()
})

const peoplePage: AddPages = shell => {
  shell.get('/people', { roles: READERS, people: true }, visit =>
    visit.page({ title: 'people' }, '本人の一覧'),
  )
}

test('an auditor sees people only after a reason, sealed into the log, for fifteen minutes', async () => {
  const audited = await openTestConsole({}, { pages: [...PAGES, peoplePage] })
  const auditor = await audited.signedIn('auditor')
  expect((await auditor.get('/people')).words).toContain('閲覧の理由を入力してください')
  expect((await auditor.submit('/reason')).status).toBe(422)
  expect((await auditor.submit('/reason', { reason: '内部監査 例示太郎' })).url).toBe('/people')
  expect(auditor.page?.words).toContain('本人の一覧')
  const [event] = await audited.deps.stores.audit.newest({ kind: 'reason.stated', limit: 1 })
  expect(event?.detail).toHaveProperty('sealed_reason')
  expect(JSON.stringify(event)).not.toContain('例示')
  audited.setNow(audited.deps.clock() + 15 * 60_000)
  expect((await auditor.get('/people')).words).toContain('閲覧の理由')
  const officer = await audited.signedIn('officer')
  expect((await officer.get('/people')).words).toContain('本人の一覧')
  audited.close()
})
