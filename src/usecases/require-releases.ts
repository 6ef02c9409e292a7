// A statutory agent's extract: what may show where the person lives waits for an officer's release.

import { lineKey } from '../domain/disclosure-request.ts'
import { DomainError } from '../domain/domain-error.ts'
import { mayBePhone } from '../domain/identifier-scheme.ts'
import { mattersOf } from '../domain/person-matters.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import type { Deps } from './ports.ts'
import type { RequestMatch } from './request-matches.ts'

/** Items of `releases` in a decision. */
const RELEASABLE = {
  address: 'address',
  phone: 'telephone',
  third_party: 'third_party_place',
} as const

/**
 * The child may live elsewhere in safety (documents.md 4.5): without a release of every such item the
 * document is not issued. Throws release_missing with the lines and items.
 */
export function requireReleases(
  { operator }: Pick<Deps, 'operator'>,
  { request, state, requestNo }: DisclosureFile,
  lines: readonly RequestMatch[],
) {
  if (request.requester.kind !== 'statutory_agent') return
  const released = new Map<string, Set<string>>()
  for (const { record_no, line, items } of state.decision?.releases ?? []) {
    const key = lineKey(record_no, line)
    released.set(key, new Set([...(released.get(key) ?? []), ...items]))
  }
  const waiting = lines.flatMap(({ recordNo, line, subject }) => {
    const schemes = operator.identifier_schemes
    const kinds = new Set(mattersOf(subject, schemes).map(({ kind }) => kind))
    const hasPhone = Object.entries(subject.identifiers ?? {}).some(([scheme, value]) =>
      mayBePhone(schemes, scheme, value),
    )
    const needed = [
      ...(kinds.has('address') ? [RELEASABLE.address] : []),
      ...(hasPhone ? [RELEASABLE.phone] : []),
      RELEASABLE.third_party,
    ]
    const items = needed.filter(item => !released.get(lineKey(recordNo, line))?.has(item))
    return items.length > 0 ? [{ record_no: recordNo, line, items }] : []
  })
  if (waiting.length === 0) return
  throw new DomainError(
    'release_missing',
    `${waiting.length} line(s) of request ${requestNo} wait for a release before a statutory agent may see them.`,
    {
      fix: 'Decide again with `releases` for each line and item of `waiting`, once it is sure that they reveal no place of safety.',
      members: { waiting },
    },
  )
}
