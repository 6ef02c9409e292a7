// What every store must do about approvals: each counts once, and only while who gave it may still give it.

import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sqlite } from '../../src/db/database.ts'
import { createStores } from '../../src/db/stores.ts'
import type { ApprovalPage, ApprovalRevision } from '../../src/usecases/approval-ports.ts'
import { StaleWriteError, type Stores } from '../../src/usecases/ports.ts'
import type { ContractDatabase } from './store-contract.ts'

const bytes = (fill: number) => new Uint8Array(16).fill(fill)

const asked = (approvalId: string, at: number, more: object = {}): ApprovalRevision => ({
  approvalId,
  revision: 1,
  kind: 'extract',
  subject: 'R2026-0001',
  state: 'asked',
  at,
  by: 'x',
  sealed: bytes(9),
  ...more,
})
const answer = (approvalId: string, more: object = {}) =>
  asked(approvalId, 9, { revision: 2, state: 'approved', by: 'user:u', sealed: null, ...more })

export function approvalContract(name: string, open: () => Promise<ContractDatabase>) {
  describe(`approvals on ${name}`, () => {
    let opened: ContractDatabase
    let stores: Stores
    beforeEach(async () => {
      opened = await open()
      stores = createStores(opened.db)
      await stores.commit([
        stores.users.insert({
          userId: 'u',
          digest: bytes(1),
          role: 'officer',
          createdAt: 1,
          createdBy: 'test',
          disabledAt: null,
          sealed: bytes(2),
        }),
        ...stores.apiKeys.insert({
          keyId: 'k',
          digest: bytes(3),
          source: 'desk',
          scopes: ['retention'],
          createdAt: 1,
          expiresAt: null,
        }),
      ])
    })
    afterEach(() => opened.close())

    const insert = (...revisions: ApprovalRevision[]) =>
      stores.commit(revisions.map(stores.approvals.insert))
    const ids = async (page: Partial<ApprovalPage>) => {
      const kinds = ['extract', 'retention_run', 'mark_placing'] as const
      const rows = await stores.approvals.list({ kinds, limit: 9, ...page })
      return rows.map(({ approvalId, revision }) => `${approvalId}${revision}`).join(' ')
    }
    const mayAnswer = async (approvalId: string) =>
      (await stores.approvals.find(approvalId)).at(-1)?.mayAnswer
    const guarded = () => stores.commit([stores.approvals.failUnlessApproved('a')])

    test('are asked, answered and closed once each; questions are listed by age', async () => {
      const run = { kind: 'retention_run', subject: '2026-11-22' }
      await insert(asked('a', 1), asked('b', 2), asked('c', 3, run), answer('b'))
      await expect(insert(answer('b'))).rejects.toThrow(StaleWriteError)
      expect(await stores.approvals.find('b')).toEqual([
        { ...asked('b', 2), sealed: expect.anything(), mayAnswer: false },
        { ...answer('b'), mayAnswer: true },
      ])
      expect(await ids({})).toBe('c1 b1 b2 a1')
      expect(await ids({ limit: 2 })).toBe('c1 b1 b2')
      expect(await ids({ after: { at: 3, approvalId: 'c' } })).toBe('b1 b2 a1')
      expect(await ids({ state: 'asked' })).toBe('c1 a1')
      expect(await ids({ state: 'approved' })).toBe('b1 b2')
      expect(await ids({ kinds: ['extract'], subject: 'R2026-0001' })).toBe('b1 b2 a1')
      const edit = sql`update approval set state = 'refused' where approval_id = 'b'`
      await expect(stores.commit([edit.compile(sqlite)])).rejects.toThrow()
      await insert(answer('b', { revision: 3, state: 'withdrawn' }))
      expect(await ids({ state: 'approved' })).toBe('')
      await stores.commit(stores.retention.eraseHistoryBefore(3))
      expect(await ids({})).toBe('c1')
    })

    test('are used only while they are approved', async () => {
      await insert(asked('a', 1), asked('b', 2), answer('b'), asked('c', 3), answer('c'))
      const { approvals } = stores
      const how = { at: 20, by: 'z' }
      await stores.commit([approvals.use('a', how), approvals.use('b', how)])
      const states = async (id: string) => (await approvals.find(id)).map(({ state }) => state)
      expect(await states('a')).toEqual(['asked'])
      expect(await states('b')).toEqual(['asked', 'approved', 'used'])
      expect(await states('c')).toEqual(['asked', 'approved'])
      expect((await approvals.find('b')).at(-1)).toMatchObject({ at: 20, by: 'z', sealed: null })
    })

    test('of a person count while they are enabled and have the role', async () => {
      await insert(asked('a', 1), answer('a'), asked('m', 2), answer('m', { kind: 'mark_placing' }))
      const { users, commit } = stores
      expect([await mayAnswer('a'), await mayAnswer('m')]).toEqual([true, false])
      await guarded()
      for (const [change, back] of [
        [users.disable('u', 5), users.disable('u', null)],
        [users.changeRole('u', 'auditor'), users.changeRole('u', 'restricted_officer')],
      ] as const) {
        await commit([change])
        expect(await mayAnswer('a')).toBe(false)
        await expect(guarded()).rejects.toThrow(StaleWriteError)
        await commit([back])
        await guarded()
      }
      expect(await mayAnswer('m')).toBe(true)
      await commit([stores.approvals.use('a', { at: 1, by: 'x' })])
      await expect(guarded()).rejects.toThrow(StaleWriteError)
    })

    test('of a key count while it is not revoked and has the scope', async () => {
      const run = { kind: 'retention_run', by: 'key:k' }
      await insert(asked('a', 1, run), answer('a', run))
      await insert(asked('b', 2), answer('b', { by: 'key:k' }))
      expect([await mayAnswer('a'), await mayAnswer('b')]).toEqual([true, false])
      await stores.commit([stores.apiKeys.revoke('k', 5)])
      expect(await mayAnswer('a')).toBe(false)
      await expect(guarded()).rejects.toThrow(StaleWriteError)
    })

    test('about marks that came to nothing lose what they said', async () => {
      const mark = { kind: 'mark_placing', subject: 'P-1' }
      const said = { ...mark, sealed: bytes(8) }
      await insert(
        asked('refused', 1, mark),
        answer('refused', { ...said, state: 'refused' }),
        asked('used', 2, mark),
        answer('used', said),
        asked('late', 7, mark),
        asked('other', 3),
      )
      await stores.commit([
        stores.approvals.use('used', { at: 4, by: 'x' }),
        stores.approvals.redactMarks(5),
      ])
      const left = async (id: string) =>
        (await stores.approvals.find(id)).map(({ sealed }) => sealed !== null)
      expect(await left('refused')).toEqual([false, false])
      expect(await left('used')).toEqual([true, true, false])
      expect([await left('late'), await left('other')]).toEqual([[true], [true]])
    })
  })
}
