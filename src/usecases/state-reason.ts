// Saying why personal data is read, before it is read.

import type { Caller, Deps, Stores } from './ports.ts'

/** The reason may name a person: it is kept sealed. `of` says what is read, by ids and codes. */
export async function stateReason(
  {
    stores,
    vault,
    clock,
  }: Pick<Deps, 'vault' | 'clock'> & {
    stores: Pick<Stores, 'audit' | 'commit'>
  },
  { actor }: Pick<Caller, 'actor'>,
  { reason, of }: { reason: string; of: Record<string, unknown> },
): Promise<void> {
  const sealed = Buffer.from(vault.seal(reason, 'audit:reason')).toString('base64')
  await stores.commit(
    stores.audit.insert([
      { at: clock(), kind: 'reason.stated', actor, detail: { ...of, sealed_reason: sealed } },
    ]),
  )
}
