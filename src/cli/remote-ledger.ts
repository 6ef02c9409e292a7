// The ledger behind a URL, through its API.

import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiKeyView } from '../usecases/manage-api-keys.ts'
import type { UserView } from '../usecases/manage-users.ts'
import type { ResealPlace, ResealStep } from '../usecases/reseal.ts'
import type { RetentionRunView } from '../usecases/retention-runs.ts'
import type { LedgerClient, UserLink } from './ledger-client.ts'
import { type Remote, RemoteProblem } from './remote.ts'

const POLL_MS = 2_000
/** As on the machine itself: an isolate that learns of the new key late seals a few values under the old one. */
const PASSES = 3

export function remoteLedger({ url, call }: Remote): LedgerClient {
  const post = <Answer>(path: string, body: unknown = {}, once = false) =>
    call<Answer>('POST', path, { body, once })
  /** The service names a path; people need the whole link. */
  const whole = (answer: UserLink) => ({ ...answer, link: new URL(answer.link, url).href })
  return {
    place: url,
    createKey: ({ expiresInDays, ...wanted }) =>
      post('/v1/api-keys', { ...wanted, expires_in_days: expiresInDays }, true),
    listKeys: async () => (await call<{ keys: ApiKeyView[] }>('GET', '/v1/api-keys')).keys,
    async revokeKey(id) {
      try {
        const path = `/v1/api-keys/${encodeURIComponent(id)}/revoke`
        return (await post<{ revoked: boolean }>(path)).revoked
      } catch (error) {
        if (error instanceof RemoteProblem && error.code === 'not_found') return undefined
        throw error
      }
    },
    createUser: async wanted => whole(await post<UserLink>('/v1/users', wanted, true)),
    linkUser: async id => whole(await post<UserLink>(`${userPath(id)}/link`, {}, true)),
    listUsers: async () => (await call<{ users: UserView[] }>('GET', '/v1/users')).users,
    disableUser: async id =>
      (await post<{ disabled: boolean }>(`${userPath(id)}/disable`)).disabled,
    previewRetention: ({ asOf }) =>
      call('GET', `/v1/retention/preview${asOf ? `?as_of=${asOf}` : ''}`),
    async runRetention({ asOf, dryRun }) {
      const wanted = { dry_run: dryRun, ...(asOf ? { as_of: asOf } : {}) }
      let run = await post<RetentionRunView>('/v1/retention/runs', wanted, true)
      while (run.state === 'running') {
        await sleep(POLL_MS)
        run = await call('GET', `/v1/retention/runs/${run.run_id}`)
      }
      return run
    },
    rotateMaster: () => post('/v1/vault/rotate-master', {}, true),
    async reseal() {
      await post('/v1/vault/sealing-keys', {}, true)
      const report = { sealing_key_no: 0, resealed: {} as Record<string, number>, left: 0 }
      for (let pass = 1; pass <= PASSES; pass += 1) {
        report.left = 0
        for (let place: ResealPlace | null | undefined; place !== null; ) {
          const step: ResealStep = await post('/v1/vault/reseal', { place })
          report.sealing_key_no = step.sealing_key_no
          for (const [table, count] of Object.entries(step.resealed)) {
            report.resealed[table] = (report.resealed[table] ?? 0) + count
            report.left += count
          }
          place = step.next
        }
        if (report.left === 0) break
      }
      return report
    },
    atOneMoment: read => read(),
    describe: () => call('GET', '/v1/ledger/tables'),
    readPage: ({ table, ...range }) => post(`/v1/ledger/tables/${table}/read`, range),
    noteExport: async tables => {
      await post('/v1/ledger/exports', { tables })
    },
    beginImport: beginning => post('/v1/ledger/imports', beginning),
    importRows: (table, rows) => post(`/v1/ledger/tables/${table}/rows`, { rows }),
    noteImport: async tables => {
      await post('/v1/ledger/imports/end', { tables })
    },
  }
}

const userPath = (id: string) => `/v1/users/${encodeURIComponent(id)}`
