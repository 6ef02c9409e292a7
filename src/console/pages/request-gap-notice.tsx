// What is about to be disclosed with gaps: said before it is decided and before it is issued.

import { Notice } from '../components.tsx'
import type { Visit } from '../visit.tsx'
import { inBoth } from '../words.ts'

/** Links enough to begin with. */
const NAMED = 10

export function GapNotice({ visit, of }: { visit: Visit; of: readonly number[] }) {
  if (of.length === 0) return null
  const t = visit.say(words)
  return (
    <Notice kind="warn">
      <p>{t.lead(of.length)}</p>
      <p>
        {of.slice(0, NAMED).map(no => (
          <>
            <a href={`/records/${no}`}>{t.record(no)}</a>{' '}
          </>
        ))}
        {of.length > NAMED ? t.more(of.length - NAMED) : ''}
      </p>
    </Notice>
  )
}

const words = inBoth({
  ja: {
    lead: (count: number) =>
      `開示する記録のうち${count}件に、欠落又は不整合があります。このまま発行すると、そのとおりに書面に載ります。発行の前に補ってください。`,
    record: (no: number) => `記録${no}`,
    more: (count: number) => `ほか${count}件`,
  },
  en: {
    lead: (count: number) =>
      `${count} record(s) to be disclosed lack an item or contradict themselves, and would be printed so. Fill them first.`,
    record: (no: number) => `Record ${no}`,
    more: (count: number) => `and ${count} more`,
  },
})
