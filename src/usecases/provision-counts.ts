// How many provisions there were, by month: of some third parties, or of all for the charts. Names nobody.

import { addDays, type CalendarDate, laterOf, legalDayOfInstant } from '../domain/calendar-date.ts'
import type { RuleCode } from '../domain/record-rules.ts'
import type { RetentionClass } from '../domain/retention-period.ts'
import type { MonthCount, PartyCount, PartyMonthCount } from './count-ports.ts'
import { nameBodies } from './party-names.ts'
import type { Caller, Deps } from './ports.ts'
import { type Sight, sightOf } from './sight.ts'

type Looking = Pick<Caller, 'scopes'>

/**
 * Of these third parties, by month, direction and basis, the newest month first; absent where there is none.
 * @param months `2026-11`, both included; default: all.
 */
export function countProvisions(
  { stores }: Pick<Deps, 'stores'>,
  caller: Looking,
  {
    codes,
    from = '0000-01',
    to = '9999-12',
  }: { codes: readonly string[]; from?: string; to?: string },
): Promise<PartyMonthCount[]> {
  return stores.counts.listPartyMonths({ codes, from, to, sight: sightOf(caller) })
}

export interface ProvisionCharts {
  /** Twelve of them, this one last. */
  months: string[]
  provisions: MonthCount[]
  /** The third parties with most provisions, and their months; what is left belongs to others. */
  parties: PartyCount[]
  /** What bodies among them are called. */
  names: ReadonlyMap<string, string>
  partyMonths: PartyMonthCount[]
  /** Records by the month in which retention may erase them; the first one includes what is due already. */
  erasures: { month: string; records: number }[]
}

const PARTIES = 5

export async function chartProvisions(
  deps: Pick<Deps, 'stores' | 'operator' | 'clock' | 'vault'>,
  caller: Looking,
): Promise<ProvisionCharts> {
  const { counts } = deps.stores
  const sight = sightOf(caller)
  const today = legalDayOfInstant(deps.clock())
  const months = monthsFrom(today, -11)
  const span = { from: months[0] as string, to: months.at(-1) as string, sight }
  const parties = await counts.listParties({ ...span, limit: PARTIES })
  const codes = parties.map(({ code }) => code)
  const ahead = await countErasuresAhead(deps, caller)
  return {
    months,
    provisions: await counts.listMonths(span),
    parties,
    names: await nameBodies(deps, codes),
    partyMonths: await counts.listPartyMonths({ ...span, codes }),
    erasures: ahead.months.map(month => ({
      month,
      records: sum(ahead.counts.filter(one => one.month === month)),
    })),
  }
}

/** Records kept through such a day that they may go on `day` at the latest. */
export async function countDueOn(
  { stores, graceDays }: { stores: Deps['stores']; graceDays: number },
  { day, sight }: { day: CalendarDate; sight: Sight },
): Promise<number> {
  const days = await stores.counts.listExpiries(addDays(day, -1 - graceDays), sight)
  return sum(days)
}

const sum = (counts: readonly { records: number }[]) =>
  counts.reduce((total, { records }) => total + records, 0)

/** What reaches its day in the months from this one on, by rule; the first one includes what is due already. */
export interface ErasuresAhead {
  /** Records whose day has come, held ones among them. */
  due: number
  /** Twelve of them, this one first. */
  months: string[]
  /** In the order of their months. */
  counts: { month: string; rule: RuleCode; class: RetentionClass; records: number }[]
}

export async function countErasuresAhead(
  { stores, operator, clock }: Pick<Deps, 'stores' | 'operator' | 'clock'>,
  caller: Looking,
): Promise<ErasuresAhead> {
  const today = legalDayOfInstant(clock())
  const months = monthsFrom(today, 11)
  const until = addDays(`${months.at(-1)}-28`, 3)
  const days = await stores.counts.listExpiries(until, sightOf(caller))
  const own = new Map<string, ErasuresAhead['counts'][number]>()
  let due = 0
  for (const { day, rule, retentionClass, records } of days) {
    const deletable = addDays(day, 1 + operator.retention.grace_days)
    if (deletable <= today) due += records
    const month = laterOf(deletable, today).slice(0, 7)
    if (!months.includes(month)) continue
    const key = `${month} ${rule} ${retentionClass}`
    const sum = own.get(key) ?? { month, rule, class: retentionClass, records: 0 }
    own.set(key, { ...sum, records: sum.records + records })
  }
  return { due, months, counts: [...own.values()] }
}

/** The month of the day and `by` further ones, in their order. */
function monthsFrom(day: CalendarDate, by: number): string[] {
  const here = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  const first = Math.min(here, here + by)
  return Array.from({ length: Math.abs(by) + 1 }, (_, n) => {
    const year = String(Math.floor((first + n) / 12)).padStart(4, '0')
    return `${year}-${String(((first + n) % 12) + 1).padStart(2, '0')}`
  })
}
