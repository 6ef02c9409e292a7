// Which wordings of some events are new, and under which numbers all of them stand.

import { lookUpKeys } from '../domain/look-up-keys.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import type { Deps, Write } from './ports.ts'
import type { Terms } from './record-view.ts'
import { keyOf, type PreparedWording, prepareWording, sealWording } from './wordings.ts'

export const LOOK_UP_DIGEST_BYTES = 8

/** Numbers of the wordings of one event, as a record version holds them. */
export interface WordingIds {
  thirdPartyWordingId: number
  itemsWordingId: number | null
  termsWordingId: number | null
  lines: number[]
}

export interface WordingPlan {
  /** Inserts the wordings that are new, with the look-up keys of new data subjects. */
  writes: Write[]
  wordingsOf(event: number): WordingIds
}

/** @param lastWordingId the highest wording number so far. */
export async function planWordings(
  deps: Pick<Deps, 'vault' | 'stores'>,
  events: readonly ProvisionEvent[],
  lastWordingId: number,
): Promise<WordingPlan> {
  const { vault, stores } = deps
  const prepared = events.map(event => prepareEvent(deps, event))
  const distinct = new Map<string, PreparedWording>()
  const subjects = new Map<string, ProvisionEvent['data_subjects'][number]>()
  prepared.forEach(({ thirdParty, items, terms, lines }, n) => {
    for (const wording of [thirdParty, items, terms, ...lines]) {
      if (wording) distinct.set(wording.key, wording)
    }
    lines.forEach((wording, line) => {
      subjects.set(wording.key, events[n]?.data_subjects[line] ?? {})
    })
  })

  const stored = await stores.wordings.findIds([...distinct.values()].map(({ digest }) => digest))
  const ids = new Map(stored.map(({ digest, wordingId }) => [keyOf(digest), wordingId]))
  const fresh = [...distinct.values()].filter(({ key }) => !ids.has(key))
  fresh.forEach(({ key }, n) => {
    ids.set(key, lastWordingId + 1 + n)
  })
  const idOf = (wording: PreparedWording) => ids.get(wording.key) as number

  return {
    writes: [
      ...stores.wordings.insert(
        fresh.map(wording => ({
          wordingId: idOf(wording),
          digest: wording.digest,
          sealed: sealWording(vault, wording),
        })),
      ),
      ...stores.wordings.insertLookUpKeys(
        fresh.flatMap(wording =>
          lookUpKeys(subjects.get(wording.key) ?? {}).map(key => ({
            digest: lookUpDigest(deps, key),
            wordingId: idOf(wording),
          })),
        ),
      ),
    ],
    wordingsOf(event) {
      const { thirdParty, items, terms, lines } = prepared[event] as PreparedEvent
      return {
        thirdPartyWordingId: idOf(thirdParty),
        itemsWordingId: items ? idOf(items) : null,
        termsWordingId: terms ? idOf(terms) : null,
        lines: lines.map(idOf),
      }
    },
  }
}

/** The keyed digest under which a data subject is looked up (contract 1.7). */
export function lookUpDigest(deps: Pick<Deps, 'vault'>, key: string): Uint8Array {
  return deps.vault.digest(key, 'look-up', LOOK_UP_DIGEST_BYTES)
}

interface PreparedEvent {
  thirdParty: PreparedWording
  items: PreparedWording | undefined
  terms: PreparedWording | undefined
  lines: PreparedWording[]
}

function prepareEvent({ vault }: Pick<Deps, 'vault'>, event: ProvisionEvent): PreparedEvent {
  const {
    event_id: _eventId,
    direction: _direction,
    basis: _basis,
    method: _method,
    occurred_on: _occurredOn,
    third_party: thirdParty,
    data_subjects: dataSubjects,
    items,
    ...terms
  } = event
  const stated: Terms = terms
  return {
    thirdParty: prepareWording(vault, 'third_party', thirdParty),
    items: items.length > 0 ? prepareWording(vault, 'items', items) : undefined,
    terms: Object.keys(stated).length > 0 ? prepareWording(vault, 'terms', stated) : undefined,
    lines: dataSubjects.map(line => prepareWording(vault, 'data_subject', line)),
  }
}
