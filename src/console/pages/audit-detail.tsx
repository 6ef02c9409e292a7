// What an audit event tells besides who and when: numbers that lead to their page, counts, and codes in words.

import type { Child } from 'hono/jsx'
import { ADMINISTRATORS, READERS } from '../../domain/role.ts'
import type { AuditEvent } from '../../usecases/access-ports.ts'
import { requestCodes, wordOf } from '../request-codes.ts'
import { requestWords } from '../request-words.ts'
import type { Visit } from '../visit.tsx'
import { roleWords, shared, thousands } from '../words.ts'
import { accountWords } from './account-words.ts'
import { approvalKinds } from './approvals-words.ts'
import { auditDetailWords } from './audit-detail-words.ts'
import { auditKinds } from './audit-words.ts'
import { keyWords } from './keys-words.ts'
import { groundWords } from './mark-words.ts'

/** More numbers than this are in the CSV. */
const SHOWN = 5

type Detail = AuditEvent['detail']

interface Told {
  visit: Visit
  names: ReadonlyMap<string, string>
  kind: string
  detail: Detail
}

/** Sessions help nobody, a reason is only said to be there. */
const UNTOLD = ['session_id', 'session_ids', 'sealed_reason', 'last_record_no']

export function AuditDetail(told: Told) {
  const { visit, detail } = told
  const t = visit.say(auditDetailWords)
  // A key goes by the name of its system.
  const untold = detail.key_id === undefined ? UNTOLD : [...UNTOLD, 'source']
  const parts = Object.entries(detail)
    .filter(([name, value]) => !untold.includes(name) && value !== null && value !== undefined)
    .map(([name, value]) => (
      <>
        {t.labels[name] ?? name}: {valueInWords(told, name, value)}
      </>
    ))
  if (detail.sealed_reason !== undefined) parts.push(<span>{t.sealedReason}</span>)
  return (
    <span class="detail">
      {parts.map((part, n) => (
        <>
          {n > 0 ? ' · ' : null}
          {part}
        </>
      ))}
    </span>
  )
}

/** A number or a code that has a page, by the name it goes under in the detail. */
const PLACES: Record<string, string> = {
  record_no: '/records/',
  record_nos: '/records/',
  request_no: '/requests/',
  request_nos: '/requests/',
  run_id: '/retention/runs/',
  approval_id: '/approvals/',
  third_party: '/third-parties/',
}

function placeOf({ kind }: Told, name: string): string | undefined {
  if (name !== 'code' && name !== 'codes') return PLACES[name]
  if (kind.startsWith('legal_hold')) return '/holds/'
  return kind.startsWith('third_party.') ? '/third-parties/' : undefined
}

function valueInWords(told: Told, name: string, value: unknown): Child {
  const { visit, detail } = told
  const place = placeOf(told, name)
  if (place) return many(visit, value, one => link(visit, place, one))
  if (name === 'first_record_no') return range(told, Number(value), Number(detail.last_record_no))
  if (name === 'user_id') return person(told, String(value))
  if (name === 'key_id') return told.names.get(`key:${value}`) ?? String(value)
  if (name === 'subject' && detail.kind === 'extract') return link(visit, '/requests/', value)
  if (name === 'alert') return alert(visit, String(value))
  if (name === 'clock' || name === 'newest') return visit.instant(String(value))
  if (typeof value === 'boolean') return value ? visit.say(shared).yes : visit.say(shared).no
  if (typeof value === 'number') return thousands(value)
  if (Array.isArray(value)) return many(visit, value, one => inWords(told, name, String(one)))
  if (typeof value === 'object' && value !== null) return thousands(sumOf(value))
  return inWords(told, name, String(value))
}

function many(visit: Visit, value: unknown, show: (one: unknown) => Child): Child {
  const t = visit.say(auditDetailWords)
  const all = [value].flat()
  if (all.length === 0) return visit.say(shared).none
  return (
    <>
      {all.slice(0, SHOWN).map((one, n) => (
        <>
          {n > 0 ? t.and : null}
          {show(one)}
        </>
      ))}
      {all.length > SHOWN ? t.more(all.length - SHOWN) : null}
    </>
  )
}

function link(visit: Visit, place: string, value: unknown): Child {
  const text = String(value)
  if (!visit.is(...READERS)) return text
  return <a href={`${place}${encodeURIComponent(text)}`}>{text}</a>
}

/** Records that are gone have no page. */
function range({ visit, kind }: Told, first: number, last: number): Child {
  const show = (no: number) =>
    kind === 'retention.records_erased' ? no : link(visit, '/records/', no)
  return first === last ? (
    show(first)
  ) : (
    <>
      {show(first)}–{show(last)}
    </>
  )
}

function person({ visit, names }: Told, userId: string): Child {
  const name = names.get(`user:${userId}`) ?? userId
  return visit.is(...ADMINISTRATORS) ? <a href={`/users/${userId}`}>{name}</a> : name
}

/** `record-12-1-3` is about line 3 of record 12, `returned-5` about the fifth step. */
function alert(visit: Visit, code: string): Child {
  const t = visit.say(auditDetailWords)
  const [, recordNo, , line] = /^record-(\d+)-(\d+)-(\d+)$/.exec(code) ?? []
  if (!recordNo) return code.startsWith('returned-') ? t.returned : code
  return (
    <>
      {t.labels.record_no} {link(visit, '/records/', recordNo)} {t.lineOf(line ?? '')}
    </>
  )
}

function inWords({ visit, kind }: Told, name: string, code: string): string {
  const t = visit.say(auditDetailWords)
  const codes: Record<string, Record<string, string>> = {
    outcome: visit.say(requestWords).outcomes,
    kind:
      kind === 'audit.exported'
        ? visit.say(auditKinds)
        : { ...visit.say(requestWords).letters, ...visit.say(approvalKinds).kinds },
    role: visit.say(roleWords),
    before: visit.say(roleWords),
    scopes: visit.say(keyWords).scopeNames,
    ground: visit.say(groundWords).grounds,
    method: {
      ...visit.say(requestCodes).means,
      ...visit.say(requestCodes).deliveries,
      ...visit.say(accountWords).methods,
    },
    scope: t.scopes,
    stage: t.stages,
    of: t.verified,
    edition: t.editions,
    translation: t.editions,
    part: t.parts,
  }
  return wordOf(codes[name] ?? {}, code)
}

/** Of nested counts: tables, tallies. */
function sumOf(counts: object): number {
  return Object.values(counts).reduce<number>(
    (sum, one) => sum + (typeof one === 'object' && one !== null ? sumOf(one) : Number(one) || 0),
    0,
  )
}
