// Forms that count once: each page's form is spent by its first sending, and given back when that was refused.

import { LASTS_MS, type SessionDeps } from './console-sessions.ts'
import { StaleWriteError } from './ports.ts'

/** @param form what no two pages have in common. @returns false when it was sent before. */
export async function takeForm(deps: SessionDeps, form: string): Promise<boolean> {
  const { stores, clock } = deps
  const now = clock()
  try {
    // The page is of a session, which does not last longer.
    await stores.commit(
      stores.sessions.spend(digestOf(deps, form), { now, forgetAt: now + LASTS_MS }),
    )
    return true
  } catch (error) {
    if (error instanceof StaleWriteError) return false
    throw error
  }
}

export async function giveFormBack(deps: SessionDeps, form: string): Promise<void> {
  await deps.stores.commit([deps.stores.sessions.unspend(digestOf(deps, form))])
}

const digestOf = ({ vault }: SessionDeps, form: string) => vault.digest(form, 'sent-form', 16)
