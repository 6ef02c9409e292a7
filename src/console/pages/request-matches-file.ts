// /requests/:no/matches.csv: the lines of one kind as a file, with the persons as their records state them.

import { mattersOf } from '../../domain/person-matters.ts'
import type { MatchView } from '../../usecases/list-matches.ts'
import { ledgerWords } from '../ledger-words.ts'
import { type List, listFile, pagesOf } from '../lists.tsx'
import { matterLabel } from '../request-codes.ts'
import type { Visit } from '../visit.tsx'
import { lineName } from './request-line.tsx'
import { matchWords } from './request-matches-words.ts'

export function matchesFile(visit: Visit, matches: readonly MatchView[]): Response {
  const t = visit.say(matchWords)
  const { directions, bases } = visit.say(ledgerWords)
  const { identifier_schemes: schemes } = visit.house.deps.operator
  const label = (kind: Parameters<typeof matterLabel>[0]) => matterLabel(kind, visit.language)
  const list: List<MatchView> = {
    caption: t.title,
    csv: '/matches.csv',
    empty: null,
    key: lineName,
    read: pagesOf(matches, lineName),
    columns: [
      { head: t.recordNo, text: one => one.record_no },
      { head: t.lineNo, text: one => one.line },
      { head: t.direction, text: one => directions[one.direction] },
      { head: t.day, text: one => one.occurred_on },
      { head: t.basis, text: one => bases[one.basis] },
      {
        head: t.party,
        text: ({ third_party: party }) => party.name ?? party.code ?? t.unspecified,
      },
      {
        head: t.recorded,
        text: one =>
          mattersOf(one.data_subject, schemes)
            .map(matter => `${label(matter)}: ${matter.value}`)
            .join('\n'),
      },
      { head: t.judged, text: ({ settled }) => settled && t.settled[settled] },
      { head: t.why, text: one => one.why },
    ],
  }
  return listFile(list)
}
