// What the stores of people at the console must do on every database: above all, what counts once counts once.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createStores } from '../../src/db/stores.ts'
import type { AuditKind } from '../../src/usecases/audit-kinds.ts'
import { StaleWriteError, type Stores } from '../../src/usecases/ports.ts'
import type { StoredCredential, StoredSession, StoredUser } from '../../src/usecases/user-ports.ts'
import type { ContractDatabase } from './store-contract.ts'

const bytes = (fill: number, length = 16) => new Uint8Array(length).fill(fill)

const user = (userId: string, fill: number): StoredUser => ({
  userId,
  digest: bytes(fill),
  role: 'officer',
  createdAt: fill,
  createdBy: 'test',
  disabledAt: null,
  sealed: bytes(fill, 60),
})
const credential = (credentialId: string, more: Partial<StoredCredential>): StoredCredential => ({
  credentialId,
  userId: 'a',
  kind: 'password',
  digest: null,
  createdAt: 1,
  lastUsedAt: null,
  sealed: bytes(1, 60),
  ...more,
})
const session = (sessionId: string, fill: number, more: Partial<StoredSession> = {}) => ({
  sessionId,
  digest: bytes(fill),
  userId: 'a',
  method: 'password' as const,
  startedAt: fill,
  seenAt: fill,
  reasonUntil: null,
  ...more,
})

/** A driver may give its own class of bytes. */
const seen = <Row extends object>(row: Row | undefined) =>
  row &&
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    ]),
  )

export function peopleContract(name: string, open: () => Promise<ContractDatabase>) {
  describe(`the people contract on ${name}`, () => {
    let opened: ContractDatabase
    let stores: Stores
    beforeEach(async () => {
      opened = await open()
      stores = createStores(opened.db)
      await stores.commit([stores.users.insert(user('a', 1)), stores.users.insert(user('b', 2))])
    })
    afterEach(() => opened.close())

    test('nobody takes the address of another', async () => {
      await expect(stores.commit([stores.users.insert(user('c', 1))])).rejects.toThrow(
        StaleWriteError,
      )
      expect((await stores.users.list()).map(({ userId }) => userId)).toEqual(['a', 'b'])
      expect(seen(await stores.users.findByDigest(bytes(2)))).toEqual(seen(user('b', 2)))
      expect(await stores.users.findByDigest(bytes(9))).toBeUndefined()
    })

    test('a role and a disabled account come back as they were written', async () => {
      await stores.commit([stores.users.changeRole('a', 'auditor'), stores.users.disable('a', 7)])
      expect(await stores.users.find('a')).toMatchObject({ role: 'auditor', disabledAt: 7 })
      await stores.commit([stores.users.disable('a', null)])
      expect(await stores.users.find('a')).toMatchObject({ disabledAt: null })
      expect(seen(await stores.users.find('b'))).toEqual(seen(user('b', 2)))
    })

    test('a person has one password and one app, any number of passkeys and codes, each for one person', async () => {
      const { insertCredentials, listCredentials, removeCredentials } = stores.users
      const kept = [
        credential('1', {}),
        credential('2', { kind: 'totp' }),
        credential('3', { kind: 'passkey', digest: bytes(3) }),
        credential('4', { kind: 'passkey', digest: bytes(4) }),
        credential('5', { kind: 'recovery_code', digest: bytes(5), sealed: null }),
      ]
      await stores.commit(insertCredentials(kept))
      expect((await listCredentials('a')).map(seen)).toEqual(kept.map(seen))
      expect(await listCredentials('b')).toEqual([])
      for (const more of [
        {},
        { kind: 'totp' as const },
        { userId: 'b', kind: 'passkey' as const, digest: bytes(3) },
        { userId: 'nobody' },
      ]) {
        const attempt = stores.commit(insertCredentials([credential('6', more)]))
        await expect(attempt).rejects.toThrow(StaleWriteError)
      }
      await stores.commit([
        removeCredentials(['1', '4']),
        ...insertCredentials([credential('6', {})]),
        stores.users.touchCredential('3', 8, bytes(8, 50)),
      ])
      expect((await listCredentials('a')).map(one => one.credentialId)).toEqual([
        '2',
        '3',
        '5',
        '6',
      ])
      const touched = seen(await stores.users.findCredential(bytes(3)))
      expect(touched).toMatchObject({ lastUsedAt: 8, sealed: '08'.repeat(50) })
    })

    test('a session is found by its secret alone, and ends alone or with the others', async () => {
      const { sessions } = stores
      await stores.commit([1, 2, 3].map(n => sessions.insert(session(`s${n}`, n))))
      await stores.commit([sessions.touch('s1', 9), sessions.giveReason('s1', 10)])
      expect(seen(await sessions.findByDigest(bytes(1)))).toEqual(
        seen(session('s1', 1, { seenAt: 9, reasonUntil: 10 })),
      )
      const ids = async () => (await sessions.listOf('a')).map(({ sessionId }) => sessionId)
      expect(await ids()).toEqual(['s3', 's2', 's1'])
      await stores.commit([sessions.end('s3')])
      await stores.commit([sessions.endAll('a', 's1')])
      expect(await ids()).toEqual(['s1'])
      await stores.commit(sessions.sweep({ startedAt: 1, seenAt: 9, now: 0 }))
      expect(await ids()).toEqual(['s1'])
      await stores.commit(sessions.sweep({ startedAt: 1, seenAt: 10, now: 0 }))
      expect(await ids()).toEqual([])
    })

    test('links of a person and of nobody go apart, and those that are over are swept', async () => {
      const { sessions } = stores
      const link = (fill: number, userId: string | null) => ({
        digest: bytes(fill),
        userId,
        madeAt: 1,
        expiresAt: fill,
      })
      const links = [link(10, null), link(20, 'a'), link(30, 'b')]
      await stores.commit(links.map(one => sessions.insertLink(one)))
      expect(seen(await sessions.findLink(bytes(10)))).toEqual(seen(links[0] as object))
      await stores.commit([sessions.removeLinks(null), sessions.removeLinks('a')])
      expect(await sessions.findLink(bytes(10))).toBeUndefined()
      expect(await sessions.findLink(bytes(20))).toBeUndefined()
      expect(seen(await sessions.findLink(bytes(30)))).toEqual(seen(links[2] as object))
      await stores.commit(sessions.sweep({ startedAt: 0, seenAt: 0, now: 30 }))
      expect(await sessions.findLink(bytes(30))).toBeUndefined()
    })

    test('what counts once is spent once, until it is forgotten', async () => {
      const spend = (now: number) =>
        stores.commit(stores.sessions.spend(bytes(1), { now, forgetAt: now + 10 }))
      await spend(0)
      await expect(spend(9)).rejects.toThrow(StaleWriteError)
      await spend(10)
      await stores.commit([stores.sessions.unspend(bytes(1))])
      await spend(11)
    })

    test('a commit stands only while all that was proven does, and the person is enabled', async () => {
      const { users, sessions } = stores
      await stores.commit([
        ...users.insertCredentials([
          credential('1', {}),
          credential('2', { kind: 'totp' }),
          credential('3', { userId: 'b' }),
        ]),
        sessions.insert(session('s1', 1)),
        sessions.insert(session('s2', 2, { userId: 'b' })),
      ])
      const stands = (credentialIds: string[], sessionId?: string) => {
        const proven = { userId: 'a', credentialIds, ...(sessionId ? { sessionId } : {}) }
        return stores.commit([users.requireProven(proven)]).then(
          () => true,
          error => (error instanceof StaleWriteError ? false : Promise.reject(error)),
        )
      }
      expect(await stands([])).toBe(true)
      expect(await stands(['1', '2'], 's1')).toBe(true)
      for (const others of [['3'], ['1', '3'], ['1', '9']]) expect(await stands(others)).toBe(false)
      for (const other of ['s2', 's9']) expect(await stands(['1'], other)).toBe(false)
      await stores.commit([users.disable('a', 5)])
      expect(await stands(['1'])).toBe(false)
      await stores.commit([users.disable('a', null), users.removeCredentialsOf('a')])
      expect(await stands(['1'])).toBe(false)
      expect(await users.listCredentials('b')).toHaveLength(1)
    })

    test('the last administrator with a password stays', async () => {
      const { users } = stores
      const stays = () => expect(stores.commit([users.requireOtherAdministrator('a')]))
      await stays().resolves.toBeUndefined()
      await stores.commit(['a', 'b'].map(one => users.changeRole(one, 'administrator')))
      await stays().rejects.toThrow(StaleWriteError)
      await stores.commit(users.insertCredentials([credential('1', { userId: 'b', kind: 'totp' })]))
      await stays().rejects.toThrow(StaleWriteError)
      await stores.commit(users.insertCredentials([credential('2', { userId: 'b' })]))
      await stays().resolves.toBeUndefined()
      await stores.commit([users.disable('b', 5)])
      await stays().rejects.toThrow(StaleWriteError)
      await stores.commit([users.disable('a', 5)])
      await stays().resolves.toBeUndefined()
    })

    test('two attempts never have the same number, and old ones at nobody are forgotten', async () => {
      const { sessions } = stores
      const take = (attempt: number, at: number, forgetBefore = 0, digest = bytes(1)) =>
        stores.commit(sessions.insertAttempt({ digest, attempt, at, forgetBefore }))
      await take(1, 5)
      await expect(take(1, 6)).rejects.toThrow(StaleWriteError)
      await take(2, 7)
      expect(await sessions.newestAttempt(bytes(1))).toEqual({ attempt: 2, at: 7 })
      expect(await sessions.newestAttempt(bytes(2))).toBeUndefined()
      await take(1, 7, 0, bytes(9))
      await take(3, 20, 8)
      expect(await sessions.newestAttempt(bytes(9))).toBeUndefined()
      await expect(take(1, 21, 8)).rejects.toThrow(StaleWriteError)
      await stores.commit([sessions.clearAttempts(bytes(1))])
      expect(await sessions.newestAttempt(bytes(1))).toBeUndefined()
    })

    test('the audit log is read backwards, by kind, actor and time, and marks only in full sight', async () => {
      const event = (at: number, kind: AuditKind, actor = 'x') => ({ at, kind, actor, detail: {} })
      await stores.commit(
        stores.audit.insert([
          event(1, 'record.read'),
          event(2, 'key.created', 'y'),
          event(3, 'protective_mark.placed'),
          event(4, 'record.read', 'y key:z'),
        ]),
      )
      const ats = async (page: object) =>
        (await stores.audit.newest({ limit: 9, ...page })).map(({ at }) => at)
      expect(await ats({})).toEqual([4, 2, 1])
      expect(await ats({ sight: 'all' })).toEqual([4, 3, 2, 1])
      expect(await ats({ kind: 'record.read' })).toEqual([4, 1])
      expect(await ats({ actor: 'y', from: 2, to: 4 })).toEqual([2])
      // Several who wrote together stand in one event.
      expect(await ats({ actor: 'y' })).toEqual([4, 2])
      expect(await ats({ actor: 'key' })).toEqual([])
      expect(await ats({ limit: 1 })).toEqual([4])
      expect(await ats({ before: 4, limit: 2 })).toEqual([2, 1])
    })
  })
}
