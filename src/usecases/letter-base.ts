// What every letter to a person shares (documents.md 1.1, 1.2): sender, addressee, the words of what was asked.

import type { CalendarDate } from '../domain/calendar-date.ts'
import { provenAddresses, type Scope } from '../domain/disclosure-request.ts'
import { DomainError } from '../domain/domain-error.ts'
import type { Operator } from '../domain/operator.ts'
import type { DisclosureFile } from './disclosure-file.ts'
import type { LetterBase, Phrase } from './letter-document.ts'

/** Throws letterhead_missing. */
export function letterBase(
  operator: Operator,
  file: DisclosureFile,
  { docNo, issuedOn }: { docNo: string; issuedOn: CalendarDate },
): LetterBase {
  const { request, requestNo } = file
  return {
    docNo,
    requestNo,
    issuedOn,
    arrivedOn: request.received_on,
    addressee: addresseeOf(file),
    dataSubjectName: request.data_subject.name,
    operator: letterhead(operator),
  }
}

/** The sender of a legal letter is complete or there is no letter. */
export function letterhead(operator: Operator): LetterBase['operator'] {
  const { name, address, representatives, office, accredited_body, greeting, standing_note } =
    operator
  const missing = [
    ...(name ? [] : ['name']),
    ...(address ? [] : ['address']),
    ...(representatives.length > 0 ? [] : ['representatives']),
    ...(office ? [] : ['office']),
  ]
  if (!name || missing.length > 0) {
    throw new DomainError('letterhead_missing', `The letterhead lacks ${missing.join(', ')}.`, {
      fix: `Add ${missing.join(', ')} to operator.json and issue again.`,
      members: { missing },
    })
  }
  return { name, address, representatives, office, accredited_body, greeting, standing_note }
}

/** The name as written in the request; an address only if a check proved that one. */
function addresseeOf({ request, state }: DisclosureFile): LetterBase['addressee'] {
  const { requester, data_subject: person } = request
  const passed = Object.values(state.checks).filter(({ result }) => result === 'passed')
  const proven = passed.flatMap(check => check.proven)
  const self = requester.kind === 'self'
  const addresses = self
    ? provenAddresses(person, proven)
    : [requester.address ?? []].flat().filter(() => proven.includes('requester.address'))
  // Of several nobody said which one is lived at: the window stays empty, and the officer asks.
  const [address, ...others] = addresses
  const window = address && others.length === 0 ? { postalAddress: addressLines(address) } : {}
  if (self) return { name: person.name, ...window }
  return {
    name: requester.name ?? person.name,
    onBehalfOf: person.name,
    relation: { words: `relation_${requester.kind}` },
    ...window,
  }
}

function addressLines(address: string): string[] {
  const [, postalCode, rest] = /^(〒?\s*\d{3}[-‐−ー－]?\d{4})\s*(.+)$/su.exec(address) ?? []
  return postalCode && rest ? [postalCode, rest] : [address]
}

export function scopeWords({ from, to, direction }: Scope = {}): Phrase {
  const period: Phrase | undefined =
    from && to
      ? { words: 'scope_period', values: { from, to } }
      : from
        ? { words: 'scope_from', values: { from } }
        : to
          ? { words: 'scope_to', values: { to } }
          : undefined
  const side = direction && { words: `scope_${direction}` }
  if (period && side) return { words: 'scope_and', values: { first: period, second: side } }
  return period ?? side ?? { words: 'scope_unlimited' }
}

const KNOWN_MATTERS = ['data_disclosure', 'correction', 'cessation', 'stop_provision']

/** The known ones have words, others are the requester's own. */
export const matterWords = (matter: string): Phrase =>
  KNOWN_MATTERS.includes(matter) ? { words: `matter_${matter}` } : matter
