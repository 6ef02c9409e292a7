// The oracle of the sample ledgers: which lines are exactly, and which perhaps, each requester's.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { IdentifierSchemes } from './identifier-scheme.ts'
import {
  type ClaimedIdentity,
  matchPrepared,
  type ProvenIdentity,
  prepareIdentity,
} from './matching.ts'
import type { DataSubject, ProvisionEvent } from './provision-event.ts'

interface SampleRequest {
  data_subject: DataSubject & { other_names?: string[] }
  verification: { proven: string[] }
  expect: { exact: string[]; candidates: string[] }
}

describe.each(['orthodontics', 'portal'])('the sample ledger of %s', ledger => {
  const schemes = sampleJson<{ identifier_schemes: IdentifierSchemes }>(`${ledger}/operator.json`)
  const { requests } = sampleJson<{ requests: SampleRequest[] }>(`${ledger}/expected.json`)
  const events = sampleText(`${ledger}/events.ndjson`)
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as ProvisionEvent)

  test.each(requests)('finds every line of $data_subject.name', request => {
    const identity = prepareIdentity(identityOf(request), schemes.identifier_schemes)
    const found = { exact: [] as string[], candidates: [] as string[] }
    for (const event of events) {
      for (const [index, line] of (event.data_subjects ?? []).entries()) {
        const match = matchPrepared(line, identity)
        if (match === 'exact') found.exact.push(`${event.event_id}#${index + 1}`)
        if (match === 'candidate') found.candidates.push(`${event.event_id}#${index + 1}`)
      }
    }
    expect(found.exact.sort()).toEqual([...request.expect.exact].sort())
    expect(found.candidates.sort()).toEqual([...request.expect.candidates].sort())
  })
})

function identityOf({ data_subject: given, verification }: SampleRequest): ClaimedIdentity {
  const identity = { proven: nothing(), claimed: nothing() }
  const sideOf = (field: string) =>
    verification.proven.includes(field) ? identity.proven : identity.claimed
  if (given.name) sideOf('name').names.push(given.name)
  if (given.name_kana) sideOf('name_kana').readings.push(given.name_kana)
  if (given.birth_date) sideOf('birth_date').birthDate = given.birth_date
  for (const [scheme, value] of Object.entries(given.identifiers ?? {})) {
    sideOf(`identifiers.${scheme}`).identifiers[scheme] = [value]
  }
  return identity
}

function nothing(): ProvenIdentity {
  return { names: [], readings: [], identifiers: {} }
}

function sampleText(path: string): string {
  return readFileSync(new URL(`../../samples/${path}`, import.meta.url), 'utf8')
}

function sampleJson<T>(path: string): T {
  return JSON.parse(sampleText(path)) as T
}
