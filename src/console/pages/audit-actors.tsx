// Who did it, as the audit log says it: names of people and keys, and what the house's machines are called.

import { pathWith } from '../components.tsx'
import type { Choice } from '../form-parts.tsx'
import type { Visit } from '../visit.tsx'
import { inBoth } from '../words.ts'

type Names = ReadonlyMap<string, string>

/** Each name leads to all that this one did. Several who wrote together stand in one field. */
export function Actors({ visit, names, of }: { visit: Visit; names: Names; of: string }) {
  return (
    <>
      {of.split(/ (?=[a-z]+:)/).map((actor, n) => (
        <>
          {n > 0 ? visit.say(words).and : null}
          <a href={pathWith(visit, { actor, after: '' }, '/audit')}>
            {actorName(visit, names, actor)}
          </a>
        </>
      ))}
    </>
  )
}

function actorName(visit: Visit, names: Names, actor: string): string {
  const t = visit.say(words)
  const name = names.get(actor)
  if (actor.startsWith('key:')) return t.key(name ?? actor.slice('key:'.length))
  if (actor.startsWith('cli:')) return t.commandLine(actor.slice('cli:'.length))
  return name ?? t.machines[actor] ?? actor
}

/** For the filter; the same name twice is told apart by its id. */
export function actorChoices(visit: Visit, names: Names, asked: string | undefined): Choice[] {
  const actors = new Set([...names.keys(), 'schedule', ...(asked ? [asked] : [])])
  const choices = [...actors].map(value => ({ value, label: actorName(visit, names, value) }))
  const times = new Map<string, number>()
  for (const { label } of choices) times.set(label, (times.get(label) ?? 0) + 1)
  return choices.map(({ value, label }) =>
    (times.get(label) ?? 0) > 1
      ? { value, label: `${label} ${value.slice(value.indexOf(':') + 1)}` }
      : { value, label },
  )
}

interface ActorWords extends Record<string, unknown> {
  and: string
  key: (source: string) => string
  commandLine: (account: string) => string
  machines: Record<string, string>
}

const words = inBoth<ActorWords>({
  ja: {
    and: '、',
    key: source => `${source}(APIキー)`,
    commandLine: account => `サーバーでの操作(${account})`,
    machines: {
      schedule: '毎日の自動実行',
      console: '記録簿(自動)',
      'first-start': '最初の起動',
      bootstrap: '最初の設置',
      demo: 'お試しの準備',
    },
  },
  en: {
    and: ', ',
    key: source => `${source} (API key)`,
    commandLine: account => `Command line (${account})`,
    machines: {
      schedule: 'Every night, by itself',
      console: 'Kirokubo itself',
      'first-start': 'First start',
      bootstrap: 'First setup',
      demo: 'Setup of the demo',
    },
  },
})
