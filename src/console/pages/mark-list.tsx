// The list of protective marks, those in force first.

import { nameActors } from '../../usecases/name-actors.ts'
import type { Deps } from '../../usecases/ports.ts'
import { listProtectiveMarks, type ProtectiveMarkView } from '../../usecases/protective-marks.ts'
import { Badge, EmptyState } from '../components.tsx'
import { type List, pagesOf } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { groundWords, scopeInWords } from './mark-words.ts'
import { markWords } from './marks-words.ts'

export async function readMarkList(deps: Deps, visit: Visit): Promise<List<ProtectiveMarkView>> {
  const t = visit.say(markWords)
  const { grounds } = visit.say(groundWords)
  const marks = (await listProtectiveMarks(deps, visit.caller)).sort(
    (a, b) => Number(a.released) - Number(b.released),
  )
  const actors = marks.map(({ by }) => by)
  const names = await nameActors(deps, actors)
  const key = ({ code }: ProtectiveMarkView) => code
  return {
    caption: t.title,
    csv: '/marks.csv',
    key,
    read: pagesOf(marks, key),
    empty: (
      <EmptyState title={t.empty}>
        <p>{t.emptyHint}</p>
      </EmptyState>
    ),
    columns: [
      { head: t.code, text: key, cell: ({ code }) => <a href={`/marks/${code}`}>{code}</a> },
      {
        head: t.state,
        text: ({ released }) => (released ? t.released : t.inForce),
        cell: mark => <MarkState visit={visit} mark={mark} />,
      },
      { head: t.ground, text: ({ ground }) => grounds[ground] },
      { head: t.hides, text: mark => hidesInWords(visit, mark) },
      { head: t.at, text: ({ at }) => visit.instant(at) },
      { head: t.scope, text: ({ scope }) => scopeInWords(visit, scope), fileOnly: true },
      { head: t.by, text: ({ by }) => names.get(by) ?? by, fileOnly: true },
    ],
  }
}

export function MarkState({ visit, mark }: { visit: Visit; mark: ProtectiveMarkView }) {
  const t = visit.say(markWords)
  return mark.released ? <Badge>{t.released}</Badge> : <Badge kind="warn">{t.inForce}</Badge>
}

export function hidesInWords(visit: Visit, { hides }: ProtectiveMarkView): string {
  const t = visit.say(markWords)
  return hides.records === 0 ? t.nothing : t.hidden(hides.records, hides.lines)
}
