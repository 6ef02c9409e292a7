// How large a register may be: counted before anything is opened, and refused with a period that fits.

import { DomainError } from '../domain/domain-error.ts'
import type { RegisterOrder } from '../domain/register-schema.ts'
import type { Deps, RecordFilter } from './ports.ts'
import { count } from './register-document.ts'

/** A person is a row in the full edition, a record in the other. */
const MOST_ROWS = 20_000

/** How many rows of a register this runtime draws at once. */
export function mostRows({ printer }: Pick<Deps, 'printer'>): number {
  return Math.min(MOST_ROWS, printer.limits?.rows ?? MOST_ROWS)
}

/** Throws register_too_large with the number of rows and the narrower period to ask for. */
export async function requireDrawable(
  deps: Pick<Deps, 'stores' | 'printer'>,
  { edition }: Pick<RegisterOrder, 'edition'>,
  filter: Omit<RecordFilter, 'limit'>,
): Promise<void> {
  const most = mostRows(deps)
  const days = await deps.stores.registers.countByDay(filter)
  const rowsOf = edition === 'full' ? 'lines' : 'records'
  const total = days.reduce((sum, day) => sum + day[rowsOf], 0)
  if (total <= most) return
  let rows = 0
  const tooMuch = days.findIndex(day => {
    rows += day[rowsOf]
    return rows > most
  })
  const [first, last, next] = [days[0], days[tooMuch - 1], days[tooMuch]]
  const fitting = rows - (next?.[rowsOf] ?? 0)
  throw new DomainError(
    'register_too_large',
    `The register would have ${count(total)} rows; at most ${count(most)} are drawn at once.`,
    {
      fix:
        first && last
          ? `Ask for the period from ${filter.from ?? first.day} to ${last.day} first (${count(fitting)} rows), then from ${next?.day}.`
          : `The day ${next?.day} alone has more: ask for it by third_party${edition === 'full' ? ', or for the edition without_persons' : ''}.`,
      members: { rows: total, most, ...(last ? { to: last.day } : {}) },
    },
  )
}
