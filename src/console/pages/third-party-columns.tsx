// The columns of the register of third parties, on its page and in its file.

import { OFFICERS } from '../../domain/role.ts'
import type { ThirdPartyView } from '../../usecases/register-third-party.ts'
import { Badge } from '../components.tsx'
import { countryName } from '../countries.ts'
import { ledgerWords } from '../ledger-words.ts'
import type { ListColumn } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { partyWords } from './third-parties-words.ts'

export type Counted = ThirdPartyView & { records: number; gaps: number }

export function waitingColumns(visit: Visit): ListColumn<Counted>[] {
  const t = visit.say(partyWords)
  const add = ({ code }: Counted) =>
    visit.is(...OFFICERS) ? <a href={`/third-parties/${code}/edit`}>{t.registerNow}</a> : null
  return [
    codeColumn(visit),
    { head: t.records, text: ({ records }) => records, number: true },
    { head: t.gaps, text: ({ gaps }) => gaps, number: true },
    { head: t.registerNow, cell: add },
  ]
}

const codeColumn = (visit: Visit): ListColumn<Counted> => ({
  head: visit.say(partyWords).code,
  text: ({ code }) => code,
  cell: ({ code }) => <a href={`/third-parties/${code}`}>{code}</a>,
})

export function registerColumns(visit: Visit): ListColumn<Counted>[] {
  const t = visit.say(partyWords)
  const w = visit.say(ledgerWords)
  const file = (head: string, text: (one: Counted) => string | number | null | undefined) => ({
    head,
    text: (one: Counted) => text(one) ?? null,
    fileOnly: true,
  })
  const gaps = ({ code, gaps: found }: Counted) =>
    found > 0 ? <a href={`/gaps?third_party=${code}`}>{t.recordsOf(found)}</a> : ''
  return [
    codeColumn(visit),
    {
      head: t.name,
      text: ({ name }) => name ?? null,
      cell: ({ name }) => name ?? <Badge kind="warn">{t.notYet}</Badge>,
    },
    { head: t.kind, text: ({ kind }) => (kind ? w.kinds[kind] : '') },
    file(t.facility, one => one.facility),
    { head: t.address, text: ({ address }) => address ?? '' },
    file(t.representative, one => one.representative),
    file(t.country, one => one.country && countryName(visit.language, one.country)),
    file(t.number, one => one.corporate_number),
    file(t.revision, one => one.revision),
    file(t.effective, one => one.revisions.at(-1)?.effective_on),
    {
      head: t.records,
      text: ({ records }) => records,
      cell: ({ records }) => t.recordsOf(records),
      number: true,
    },
    { head: t.gaps, text: ({ gaps: found }) => found, cell: gaps, number: true },
  ]
}
