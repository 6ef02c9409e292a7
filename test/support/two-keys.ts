// The API of a ledger whose settings ask for a second person: two keys of every scope, and one that knows of no mark.

import type { Operator } from '../../src/domain/operator.ts'
import { OPERATOR, provision, TARO } from './disclosure-ledger.ts'
import { type Answer, openTestApi, type TestApi } from './test-api.ts'

export interface TwoKeys {
  api: TestApi
  /** With the key of this name: `desk` is the one that knows of no mark. */
  send(method: string, path: string, body?: object, by?: string): Promise<Answer>
  ask(body: object, by?: string): Promise<Answer>
  decide(approvalId: string, body: object, by?: string): Promise<Answer>
  /** Asked by the first key, approved by the second. */
  approved(body: object): Promise<string>
}

export async function openTwoKeys(
  second_person: Partial<Operator['second_person']>,
): Promise<TwoKeys> {
  const settings = { erasure: false, protective_marks: false, release: false, ...second_person }
  const api = await openTestApi({ operator: { ...OPERATOR, second_person: settings } })
  await api.record(provision([TARO]))
  const keyOf = (name: string) =>
    name === 'desk'
      ? api.key('desk', 'provisions:read', 'disclosures', 'retention', 'admin')
      : api.key(name, 'provisions:read', 'disclosures', 'retention', 'restricted', 'admin')
  const send: TwoKeys['send'] = (method, path, body, by = 'first') =>
    api.send(method, path, { key: keyOf(by), ...(body ? { body } : {}) })
  const ask = (body: object, by?: string) => send('POST', '/v1/approvals', body, by)
  const decide = (id: string, body: object, by = 'second') =>
    send('POST', `/v1/approvals/${id}/decision`, body, by)
  return {
    api,
    send,
    ask,
    decide,
    async approved(body) {
      const { json } = await ask(body)
      await decide(json.approval_id, { decision: 'approved' })
      return json.approval_id
    },
  }
}
