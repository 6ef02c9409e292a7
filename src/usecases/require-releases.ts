// A statutory agent's extract: what may show where the person lives waits for an officer's release.

import { lineKey } from '../domain/disclosure-request.ts'
import { DomainError } from '../domain/domain-error.ts'
import type { IdentifierSchemes } from '../domain/identifier-scheme.ts'
import { mattersOf, placeItemOf } from '../domain/person-matters.ts'
import type { DataSubject } from '../domain/provision-event.ts'
import { PLACE_ITEMS, type PlaceItem, withheldItems } from '../domain/refusals.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import type { Deps } from './ports.ts'
import type { RequestMatch } from './request-matches.ts'

/**
 * The child may live elsewhere in safety (documents.md 4.5): until every such item is released or refused
 * the document is not issued. Throws release_missing with the lines and items.
 */
export function requireReleases(
  { operator }: Pick<Deps, 'operator'>,
  { request, state, requestNo }: DisclosureFile,
  lines: readonly RequestMatch[],
) {
  if (request.requester.kind !== 'statutory_agent') return
  const settled = new Map<string, Set<string>>()
  const { releases = [], refusals = [] } = state.decision ?? {}
  for (const { record_no, line, items = [] } of [...releases, ...refusals]) {
    const key = lineKey(record_no, line)
    settled.set(key, withheldItems([...(settled.get(key) ?? []), ...items]))
  }
  const waiting = lines.flatMap(({ recordNo, line, subject }) => {
    const needed = placesOf(subject, operator.identifier_schemes)
    const items = needed.filter(item => !settled.get(lineKey(recordNo, line))?.has(item))
    return items.length > 0 ? [{ record_no: recordNo, line, items }] : []
  })
  if (waiting.length === 0) return
  throw new DomainError(
    'release_missing',
    `${waiting.length} line(s) of request ${requestNo} wait for a release before a statutory agent may see them.`,
    {
      fix: 'Decide again: for each line and item of `waiting` a release, once it is sure that it reveals no place of safety, or a refusal on 33-2-1.',
      members: { waiting },
    },
  )
}

/** The items of a line that may show where the person lives; the third party's place always may. */
export function placesOf(subject: DataSubject, schemes: IdentifierSchemes): PlaceItem[] {
  const places = mattersOf(subject, schemes).flatMap(one => placeItemOf(one, schemes) ?? [])
  return PLACE_ITEMS.filter(item => item === 'third_party_place' || places.includes(item))
}
