// What a decision refuses (A33(2) proviso), checked against the lines it speaks of.

import { lineKey } from '../domain/disclosure-request.ts'
import type { PostedDecision } from '../domain/disclosure-schema.ts'
import type { Refusal } from '../domain/disclosure-steps.ts'
import { DomainError, type Fault } from '../domain/domain-error.ts'
import { placeItemOf } from '../domain/person-matters.ts'
import { PLACE_ITEMS, refusableItems, refusalFaults, withheldItems } from '../domain/refusals.ts'
import type { Deps } from './ports.ts'
import { printedMatters, type RequestMatch } from './request-matches.ts'

type LineOf = Pick<Refusal, 'record_no' | 'line'>

/** Refused by a refusal that names no items. */
export function isRefusedWhole(
  refusals: readonly Refusal[],
  { recordNo, line }: Pick<RequestMatch, 'recordNo' | 'line'>,
): boolean {
  return refusals.some(
    one => one.record_no === recordNo && one.line === line && one.items === undefined,
  )
}

/** The refusals of one line, in the order posted. */
export function refusalsOf(
  refusals: readonly Refusal[],
  { recordNo, line }: Pick<RequestMatch, 'recordNo' | 'line'>,
): Refusal[] {
  return refusals.filter(one => one.record_no === recordNo && one.line === line)
}

/** Sealed into one step: Workers take values of 2 MB. */
const MAX_BYTES = 1_000_000

/** Throws invalid_body with every fault; `own` are the disclosable lines that are this person's. */
export function refuseBadRefusals(
  deps: Pick<Deps, 'operator'>,
  own: readonly RequestMatch[],
  { refusals = [], releases = [] }: PostedDecision,
) {
  const ownLines = new Map(own.map(one => [lineKey(one.recordNo, one.line), one]))
  const faults = [
    ...sizeFaults(refusals),
    ...refusals.flatMap((refusal, n) => [
      ...refusalFaults(refusal, `/refusals/${n}`),
      ...lineFaults(deps, refusal, { ownLines, pointer: `/refusals/${n}` }),
    ]),
    ...twiceFaults(refusals),
    ...releases.flatMap((release, n) => releaseFaults(release, refusals, n)),
  ]
  if (faults.length > 0) {
    throw new DomainError('invalid_body', 'The decision cannot stand like this.', { faults })
  }
}

function sizeFaults(refusals: readonly Refusal[]): Fault[] {
  if (new TextEncoder().encode(JSON.stringify(refusals)).length <= MAX_BYTES) return []
  return [
    {
      pointer: '/refusals',
      code: 'too_large',
      detail: 'takes more than 1 MB',
      fix: 'Shorten the reasons: one of some lines serves many refusals.',
    },
  ]
}

function lineFaults(
  deps: Pick<Deps, 'operator'>,
  { record_no, line, items = [] }: Refusal,
  { ownLines, pointer }: { ownLines: ReadonlyMap<string, RequestMatch>; pointer: string },
): Fault[] {
  const match = ownLines.get(lineKey(record_no, line))
  if (!match) {
    return [
      {
        pointer,
        code: 'not_a_line',
        detail: 'names no disclosable line that is this person’s',
        fix: 'Read the matches (GET …/matches): exact and confirmed lines that are disclosable.',
      },
    ]
  }
  const known = itemsOf(deps, match)
  return items.flatMap((item, n): Fault[] =>
    known.includes(item)
      ? []
      : [
          {
            pointer: `${pointer}/items/${n}`,
            code: 'not_an_item',
            detail: 'is no item that the paper would show of this record',
            fix: `Name some of: ${known.join(', ')}.`,
          },
        ],
  )
}

/** Of the places of the person only those that the line has and the paper would print. */
function itemsOf({ operator }: Pick<Deps, 'operator'>, match: RequestMatch): readonly string[] {
  const schemes = operator.identifier_schemes
  const places = printedMatters(match, schemes).flatMap(one => placeItemOf(one, schemes) ?? [])
  return refusableItems(match.rule).filter(
    item => (item !== 'address' && item !== 'telephone') || places.includes(item),
  )
}

/** A line, or an item of it, is refused once: the paper gives one ground for it. */
function twiceFaults(refusals: readonly Refusal[]): Fault[] {
  const seen = new Map<string, Set<string>>()
  return refusals.flatMap(({ record_no, line, items }, n): Fault[] => {
    const key = lineKey(record_no, line)
    const before = seen.get(key)
    const now = items ? withheldItems(items) : new Set(['*'])
    seen.set(key, new Set([...(before ?? []), ...now]))
    const twice = before && (before.has('*') || now.has('*') || [...now].some(i => before.has(i)))
    return twice
      ? [
          {
            pointer: `/refusals/${n}`,
            code: 'refused_twice',
            detail: 'refuses what an earlier one refuses already',
          },
        ]
      : []
  })
}

function releaseFaults(
  { record_no, line, items }: LineOf & { items: string[] },
  refusals: readonly Refusal[],
  n: number,
): Fault[] {
  const refused = refusals
    .filter(one => one.record_no === record_no && one.line === line)
    .flatMap(one => one.items ?? PLACE_ITEMS)
  return items.flatMap((item, at): Fault[] =>
    refused.includes(item)
      ? [
          {
            pointer: `/releases/${n}/items/${at}`,
            code: 'released_and_refused',
            detail: 'is refused by the same decision',
          },
        ]
      : [],
  )
}
