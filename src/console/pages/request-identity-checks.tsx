// The checks of a request so far, part by part, and what a check may prove.

import { VERIFIED_PARTS, type VerifiedPart } from '../../domain/disclosure-steps.ts'
import { OFFICERS } from '../../domain/role.ts'
import type { RequestWork } from '../../usecases/read-request-work.ts'
import { Badge, Table } from '../components.tsx'
import { identityWords } from '../identity-words.ts'
import { wordOf } from '../request-codes.ts'
import type { Visit } from '../visit.tsx'
import { identityPageWords } from './request-identity-words.ts'
import { personRows } from './request-person.tsx'
import { pathOf } from './request-side.tsx'

/** Each part with its newest check. */
export function Checked({ visit, work }: { visit: Visit; work: RequestWork }) {
  const t = visit.say(identityPageWords)
  const { parts, checks, documents } = visit.say(identityWords)
  const { view } = work
  const isSelf = view.requester.kind === 'self'
  const whole = view.identity_checks.find(check => check.of === undefined)
  const shown: (VerifiedPart | 'requester')[] =
    isSelf || whole ? [isSelf ? 'data_subject' : 'requester'] : [...VERIFIED_PARTS]
  const checkOf = (part: string) => whole ?? view.identity_checks.find(({ of }) => of === part)
  return (
    <Table
      caption={t.checked}
      rows={shown.map(part => ({ part, check: checkOf(part) }))}
      columns={[
        {
          head: t.part,
          cell: ({ part }) =>
            isSelf || whole || !visit.is(...OFFICERS) ? (
              parts[part]
            ) : (
              <a href={pathOf(work, `identity?of=${part}`)}>{parts[part]}</a>
            ),
        },
        {
          head: t.result,
          cell: ({ check }) =>
            check ? (
              <Badge kind={check.result === 'passed' ? 'ok' : 'danger'}>
                {t.results[check.result]}
              </Badge>
            ) : (
              <Badge kind="warn">{t.open}</Badge>
            ),
        },
        {
          head: t.on,
          cell: ({ check }) => (check ? <time>{check.verified_on}</time> : ''),
        },
        { head: t.method, cell: ({ check }) => check && wordOf(checks, check.method) },
        {
          head: t.documents,
          cell: ({ check }) => check?.documents.map(one => wordOf(documents, one)).join(t.and),
        },
        {
          head: t.proven,
          cell: ({ check }) =>
            check?.proven.map(matter => provable(visit, work).get(matter)?.label).join(t.and),
        },
      ]}
    />
  )
}

/** What a check may prove, by its name in the record of the check. */
export function provable(visit: Visit, { view }: RequestWork, part?: VerifiedPart) {
  const t = visit.say(identityPageWords)
  const { name, address } = view.requester
  const person = view.data_subject
    ? personRows(view.data_subject, visit.house.deps.operator, visit.language)
    : []
  const agent = [
    ...(name ? [{ matter: 'requester.name', label: t.agentName, value: name }] : []),
    ...(address ? [{ matter: 'requester.address', label: t.agentAddress, value: address }] : []),
  ]
  const rows = [
    ...(part === undefined || part === 'data_subject' ? person : []),
    ...(part === undefined || part === 'agent' ? agent : []),
  ]
  return new Map(rows.map(row => [row.matter, row]))
}
