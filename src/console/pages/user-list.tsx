// The list of users: who, in which role, and whether they may sign in.

import type { UserView } from '../../usecases/manage-users.ts'
import { Badge, Instant } from '../components.tsx'
import { type List, pagesOf } from '../lists.tsx'
import type { Visit } from '../visit.tsx'
import { roleWords } from '../words.ts'
import { userWords } from './users-words.ts'

export function userList(visit: Visit, users: readonly UserView[]): List<UserView> {
  const t = visit.say(userWords)
  return {
    caption: t.title,
    csv: '/users.csv',
    key: ({ id }) => id,
    read: pagesOf(users, ({ id }) => id),
    empty: null,
    columns: [
      {
        head: t.name,
        text: user => user.name,
        cell: user => <a href={`/users/${user.id}`}>{user.name}</a>,
      },
      { head: t.email, text: user => user.email },
      { head: t.role, text: user => visit.say(roleWords)[user.role] },
      {
        head: t.state,
        text: user => t[stateOf(user)],
        cell: user => <State visit={visit} user={user} />,
      },
      { head: t.secondFactor, text: user => (user.second_factor ? t.on : t.off) },
      {
        head: t.since,
        text: user => visit.instant(user.created_at),
        cell: user => <Instant visit={visit} at={user.created_at} />,
      },
    ],
  }
}

const KINDS = { active: 'ok', waiting: 'warn', disabled: 'danger' } as const

function stateOf({ disabled_at, joined }: UserView): keyof typeof KINDS {
  if (disabled_at) return 'disabled'
  return joined ? 'active' : 'waiting'
}

export function State({ visit, user }: { visit: Visit; user: UserView }) {
  const state = stateOf(user)
  return <Badge kind={KINDS[state]}>{visit.say(userWords)[state]}</Badge>
}
