// Finding a person's lines: look-up digests → wordings → a verdict per wording → the lines in force.

import { identityLookUpKeys } from '../domain/look-up-keys.ts'
import {
  type ClaimedIdentity,
  type Match,
  matchPrepared,
  prepareIdentity,
} from '../domain/matching.ts'
import type { DataSubject } from '../domain/provision-event.ts'
import { lookUpDigest } from './plan-wordings.ts'
import type { Deps, RecordVersion } from './ports.ts'
import type { Sight } from './sight.ts'
import { readWordings } from './wordings.ts'

export interface MatchingLine {
  /** The version in force of its record, void ones included. */
  record: RecordVersion
  recordNo: number
  line: number
  wordingId: number
  subject: DataSubject
  match: Exclude<Match, undefined>
}

/** Records read at a go: others are served between two of them. */
const PAGE = 200

/**
 * Every line, in the order of record and line, that is or may be this person's (contract 5). What a mark
 * hides (令11条) the first query leaves out: where there is nothing else, all goes on as for a stranger.
 */
export async function findMatchingLines(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores' | 'janitor'>,
  identity: ClaimedIdentity,
  sight: Sight = 'unprotected',
): Promise<MatchingLine[]> {
  const { stores, janitor } = deps
  const { judged: subjects } = await judgeWordings(deps, identity, sight)
  if (subjects.size === 0) return []
  const stood = await stores.records.findLines([...subjects.keys()], sight)
  const recordNos = [...new Set(stood.map(({ recordNo }) => recordNo))]
  const records = new Map<number, RecordVersion>()
  const size = janitor.restEvery ?? PAGE
  for (let from = 0; from < recordNos.length; from += size) {
    const page = await stores.records.findCurrent(recordNos.slice(from, from + size), sight)
    for (const record of page) records.set(record.recordNo, record)
    await janitor.rest()
  }
  const lines: MatchingLine[] = []
  for (const { wordingId, recordNo, line } of stood) {
    const record = records.get(recordNo)
    const judged = subjects.get(wordingId)
    // A line that was corrected since stands under another wording: it is found by that one.
    if (!record || !judged || record.lines[line - 1] !== wordingId) continue
    lines.push({ record, recordNo, line, wordingId, ...judged })
  }
  return lines.sort((a, b) => a.recordNo - b.recordNo || a.line - b.line)
}

/**
 * Numbers of the records with a line, of any version, that is or may be this person's: what holds a
 * record must not lose it to a correction.
 */
export async function findRecordNosEver(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores'>,
  identity: ClaimedIdentity,
  sight: Sight,
): Promise<number[]> {
  const { judged } = await judgeWordings(deps, identity, sight)
  if (judged.size === 0) return []
  const stood = await deps.stores.records.findLines([...judged.keys()], sight)
  return stood.map(({ recordNo }) => recordNo)
}

/** Wordings found by the person's look-up digests, and those of them that are or may be the person. */
export async function judgeWordings(
  deps: Pick<Deps, 'vault' | 'operator' | 'stores'>,
  identity: ClaimedIdentity,
  sight: Sight,
) {
  const schemes = deps.operator.identifier_schemes
  const digests = lookUpKeysOf(identity, schemes).map(key => lookUpDigest(deps, key))
  const found = digests.length > 0 ? await deps.stores.wordings.lookUp(digests, sight) : []
  const prepared = prepareIdentity(identity, schemes)
  const judged = new Map<number, Pick<MatchingLine, 'subject' | 'match'>>()
  for (const [wordingId, wording] of await readWordings(deps, found)) {
    const subject = wording as DataSubject
    const match = matchPrepared(subject, prepared)
    if (match) judged.set(wordingId, { subject, match })
  }
  return { digests, found, judged }
}

function lookUpKeysOf(
  { proven, claimed }: ClaimedIdentity,
  schemes: Deps['operator']['identifier_schemes'],
): string[] {
  // One scheme may be partly on either side; the digests of both are wanted.
  return [...new Set([proven, claimed].flatMap(side => identityLookUpKeys(side, schemes)))]
}
