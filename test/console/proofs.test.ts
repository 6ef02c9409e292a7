// What somebody proved counts as long as it is so: changes that come while a password is judged are not lost.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { replaceRecoveryCodes } from '../../src/usecases/change-password.ts'
import { findSignedIn, type SignedIn } from '../../src/usecases/console-sessions.ts'
import { emailDigest } from '../../src/usecases/console-users.ts'
import { describeLedger } from '../../src/usecases/export-ledger.ts'
import { changeRole, createUser, disableUser, enableUser } from '../../src/usecases/manage-users.ts'
import {
  acceptInvitation,
  invite,
  offerFirstLink,
  readLink,
} from '../../src/usecases/one-time-links.ts'
import { addTotp, beginTotp } from '../../src/usecases/second-factors.ts'
import { signInWithCode, signInWithPassword } from '../../src/usecases/sign-in.ts'
import { takeAttempt } from '../../src/usecases/take-attempt.ts'
import { openTestConsole, PASSWORD, type TestConsole, totpCode } from '../support/test-console.ts'

const NEW = 'sora tobu kujira ha mada nemui'
const OPERATOR = { actor: 'test' }
const DAY = 24 * 3_600_000

let office: TestConsole
beforeEach(async () => {
  office = await openTestConsole()
})
afterEach(() => office.close())

async function signIn(email: string, password = PASSWORD) {
  const answer = await signInWithPassword(office.deps, { email, password })
  if (answer.state !== 'signed_in') throw new Error(answer.state)
  return answer
}

const find = async (token: string) => (await findSignedIn(office.deps, token)) as SignedIn

async function withApp(email: string) {
  const me = await find((await signIn(email)).token)
  const { secret, ticket } = await beginTotp(office.deps, me)
  const code = () => totpCode(secret, office.deps.clock())
  const change = { ticket, code: code(), password: PASSWORD }
  return { code, codes: (await addTotp(office.deps, me, change)).recoveryCodes as string[] }
}

/** Lets this happen while the next password is judged or hashed. */
function meanwhile(tool: 'matches' | 'hash', happen: () => Promise<unknown>) {
  const { passwords } = office.deps.credentials
  const real = passwords[tool] as (...given: string[]) => Promise<never>
  const hooked = async (...given: string[]) => {
    passwords[tool] = real
    const result = await real(...given)
    await happen()
    return result
  }
  passwords[tool] = hooked as never
}

async function reset(userId: string) {
  const { token } = await invite(office.deps, OPERATOR, userId)
  return acceptInvitation(office.deps, token, NEW)
}

const kindsOf = async (userId: string) =>
  (await office.deps.stores.users.listCredentials(userId)).map(({ kind }) => kind)

describe("an administrator's reset", () => {
  test('is not undone by a change of proofs that began before it', async () => {
    const { userId, email } = await office.person('officer')
    const me = await find((await signIn(email)).token)
    const { secret, ticket } = await beginTotp(office.deps, me)
    const code = totpCode(secret, office.deps.clock())
    meanwhile('matches', () => reset(userId))
    const change = addTotp(office.deps, me, { ticket, code, password: PASSWORD })
    await expect(change).rejects.toMatchObject({ code: 'too_late' })
    expect(await kindsOf(userId)).toEqual(['password'])
  })

  test('takes away what was added while the new password was hashed', async () => {
    const { userId, email } = await office.person('officer')
    const link = await invite(office.deps, OPERATOR, userId)
    meanwhile('hash', () => withApp(email))
    await acceptInvitation(office.deps, link.token, NEW)
    expect(await kindsOf(userId)).toEqual(['password'])
  })

  test('cannot be redeemed by somebody who was disabled meanwhile', async () => {
    const { userId } = await office.person('officer')
    const link = await invite(office.deps, OPERATOR, userId)
    meanwhile('hash', () => disableUser(office.deps, OPERATOR, userId))
    const accepted = acceptInvitation(office.deps, link.token, NEW)
    await expect(accepted).rejects.toMatchObject({ code: 'link_gone' })
  })
})

describe('a sign-in', () => {
  test('with a password that was changed while it was judged does not open a session', async () => {
    const { userId, email } = await office.person('officer')
    meanwhile('matches', () => reset(userId))
    const answer = await signInWithPassword(office.deps, { email, password: PASSWORD })
    expect(answer).toEqual({ state: 'refused' })
  })

  test('of somebody disabled meanwhile leaves no session for when they are enabled', async () => {
    const { userId, email } = await office.person('officer')
    meanwhile('matches', () => disableUser(office.deps, OPERATOR, userId))
    const answer = await signInWithPassword(office.deps, { email, password: PASSWORD })
    expect(answer).toEqual({ state: 'refused' })
    await enableUser(office.deps, OPERATOR, userId)
    expect(await office.deps.stores.sessions.listOf(userId)).toEqual([])
  })

  test('ends between its two steps when the password changes', async () => {
    const { userId, email } = await office.person('officer')
    await withApp(email)
    const step = await signInWithPassword(office.deps, { email, password: PASSWORD })
    await reset(userId)
    const { ticket } = step as { ticket: string }
    const answer = await signInWithCode(office.deps, { ticket, code: '000000' })
    expect(answer).toEqual({ state: 'too_late' })
  })

  test('changes nothing that another house is given, but a recovery code does', async () => {
    const { email } = await office.person('officer')
    const { code, codes } = await withApp(email)
    office.setNow(office.deps.clock() + 60_000)
    const newest = async () => (await describeLedger(office.deps)).newest_change_no
    const signInByCode = async (typed: string) => {
      const step = await signInWithPassword(office.deps, { email, password: PASSWORD })
      const { ticket } = step as { ticket: string }
      return (await signInWithCode(office.deps, { ticket, code: typed })).state
    }
    const before = await newest()
    expect(await signInByCode(code())).toBe('signed_in')
    expect(await newest()).toBe(before)
    expect(await signInByCode(codes[0] as string)).toBe('signed_in')
    expect(await newest()).toBeGreaterThan(before)
  })
})

test('twelve hours after signing in a session is over, however often its proofs changed', async () => {
  const { email } = await office.person('officer')
  let { token } = await signIn(email)
  const start = office.deps.clock()
  for (let minutes = 25; minutes < 720; minutes += 25) {
    office.setNow(start + minutes * 60_000)
    const me = await find(token)
    if (minutes % 200 === 0) token = (await replaceRecoveryCodes(office.deps, me, PASSWORD)).token
  }
  expect(await find(token)).toBeDefined()
  office.setNow(start + 12 * 3_600_000)
  expect(await find(token)).toBeUndefined()
})

test('a password is tried a hundred times in a row at most, however patiently', async () => {
  const { email, userId } = await office.person('officer')
  const digest = emailDigest(office.deps, email)
  const user = await office.deps.stores.users.find(userId)
  let made = 0
  for (let week = 0; week < 130; week += 1) {
    for (let n = 0; n < 3; n += 1) if (await takeAttempt(office.deps, digest, user)) made += 1
    office.setNow(office.deps.clock() + 8 * DAY)
  }
  expect(made).toBe(100)
  expect(await signInWithPassword(office.deps, { email, password: PASSWORD })).toEqual({
    state: 'refused',
  })
  await reset(userId)
  await signIn(email, NEW)
})

describe('an administrator', () => {
  const make = async (n: number, role: 'administrator' | 'officer' = 'administrator') => {
    const person = { name: `見本 ${n}`, email: `n${n}@example.jp`, role }
    return createUser(office.deps, OPERATOR, person)
  }

  test('stays, when two disable each other at once', async () => {
    const [a, b] = [await make(1), await make(2)]
    for (const { link } of [a, b]) await acceptInvitation(office.deps, link.token, PASSWORD)
    const tried = await Promise.allSettled([
      disableUser(office.deps, { actor: `user:${a.id}` }, b.id),
      changeRole(office.deps, { actor: `user:${b.id}` }, { userId: a.id, role: 'auditor' }),
    ])
    expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const [failed] = tried.filter(one => one.status === 'rejected')
    expect(failed?.reason).toMatchObject({ code: 'last_administrator' })
  })

  test('who never set a password is none: the one who did stays', async () => {
    const [joined, invited] = [await make(1), await make(2)]
    await acceptInvitation(office.deps, joined.link.token, PASSWORD)
    const gone = disableUser(office.deps, OPERATOR, joined.id)
    await expect(gone).rejects.toMatchObject({ code: 'last_administrator' })
    expect(await disableUser(office.deps, OPERATOR, invited.id)).toBe(true)
  })

  test('is offered at the first start, whoever else was made before, until there is one', async () => {
    await make(1, 'officer')
    const link = await offerFirstLink(office.deps)
    expect(await readLink(office.deps, link?.token ?? '')).toBeNull()
    const browser = office.browser()
    await browser.get(`/first/${link?.token}`)
    const passwords = { password: PASSWORD, repeated_password: PASSWORD }
    const fields = { name: '見本 花子', email: 'n1@example.jp', ...passwords }
    const taken = await browser.submit(`/first/${link?.token}`, fields)
    expect([taken.status, taken.words]).toEqual([422, expect.stringContaining('すでにいます')])
    await make(2)
    expect(await offerFirstLink(office.deps)).toBeUndefined()
    expect((await browser.get(`/first/${link?.token}`)).status).toBe(410)
  })
})
