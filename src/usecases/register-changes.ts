// What an amendment changed, matter by matter, in words that a register prints.

import type { EventDifference } from '../domain/event-difference.ts'
import type { IdentifierSchemes } from '../domain/identifier-scheme.ts'
import { mattersOf } from '../domain/person-matters.ts'
import type { DataSubject } from '../domain/provision-event.ts'
import type { Phrase } from './letter-document.ts'

/** Matters that an amendment may change; `consent` and the like alone: that it is stated at all. */
export const CHANGED_MATTERS = [
  'basis',
  'method',
  'occurred_on',
  'period.first_day',
  'period.last_day',
  'contract.reference',
  'contract.service_to_person',
  'third_party.code',
  'third_party.kind',
  'third_party.name',
  'third_party.facility',
  'third_party.address',
  'third_party.representative',
  'third_party.country',
  'third_party.equivalence',
  'third_party.corporate_number',
  'third_party.article_16_2_body',
  'third_party.unspecified_many',
  'items',
  'consent',
  'consent.obtained_on',
  'consent.evidence',
  'acquisition',
  'confirmation.method',
  'confirmation.confirmed_on',
  'ppc_publication',
  'ppc_publication.filing_number',
  'foreign_information',
  'foreign_information.given_on',
  'exemption.code',
  'exemption.reason',
  'exemption.approved_by',
  'record_made_on',
  'means',
  'purpose',
  'note',
  'evidence',
] as const

export interface MatterChange {
  matter: Phrase
  before: Phrase | undefined
  after: Phrase | undefined
}

export function matterChanges(
  { before, after }: EventDifference,
  schemes: IdentifierSchemes,
): MatterChange[] {
  const [old, now] = [leavesOf(before), leavesOf(after)]
  const matters = CHANGED_MATTERS.filter(
    matter => JSON.stringify(old.get(matter)) !== JSON.stringify(now.get(matter)),
  )
  return [
    ...matters.map(matter => ({
      matter: { words: `matter_${matter.replace('.', '_')}` },
      before: printedValue(matter, old.get(matter)),
      after: printedValue(matter, now.get(matter)),
    })),
    ...lineChanges(before.lines, after.lines, schemes),
  ]
}

type Numbered = { line: number } & DataSubject

function lineChanges(before: unknown, after: unknown, schemes: IdentifierSchemes): MatterChange[] {
  const told = (line: Numbered | undefined) =>
    line &&
    mattersOf(line, schemes)
      .map(({ value }) => value)
      .join(' / ')
  const [old, now] = [byNumber(before), byNumber(after)]
  const numbers = [...new Set([...old.keys(), ...now.keys()])].sort((a, b) => a - b)
  return numbers.map(line => ({
    matter: { words: 'matter_line', values: { line: String(line) } },
    before: told(old.get(line)),
    after: told(now.get(line)),
  }))
}

const byNumber = (lines: unknown) =>
  new Map(((lines ?? []) as Numbered[]).map(line => [line.line, line]))

/** `third_party: {name}` → `third_party.name`; an empty object stands for itself. */
export function leavesOf(fields: Record<string, unknown>): Map<string, unknown> {
  const leaves = new Map<string, unknown>()
  for (const [field, value] of Object.entries(fields)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      leaves.set(field, value)
    else {
      leaves.set(field, true)
      for (const [part, inner] of Object.entries(value)) leaves.set(`${field}.${part}`, inner)
    }
  }
  return leaves
}

function printedValue(matter: string, value: unknown): Phrase | undefined {
  if (value === undefined) return undefined
  if (value === null || value === false) return { words: 'none' }
  if (value === true) return { words: 'stated' }
  if (Array.isArray(value)) return value.join('、')
  const text = String(value)
  if (matter === 'basis') return { words: `basis_${text}` }
  if (matter === 'method') return { words: `method_${text}` }
  if (matter === 'exemption.code') return { words: text.toLowerCase() }
  if (matter === 'third_party.kind' || matter === 'third_party.equivalence') {
    return { words: text }
  }
  return text
}
