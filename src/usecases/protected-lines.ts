// Which lines of a record about to be written fall under a protective mark in force (令11条): they are hidden in
// the commit that writes them.

import { identityLookUpKeys, lookUpKeys } from '../domain/look-up-keys.ts'
import { matchPrepared, type PreparedIdentity, prepareIdentity } from '../domain/matching.ts'
import type { Order11Ground, ProtectiveMark } from '../domain/protective-mark.ts'
import type { ProvisionEvent } from '../domain/provision-event.ts'
import { identityOfStated } from '../domain/stated-person.ts'
import type { Deps, RecordVersion, Write } from './ports.ts'
import type { ProtectedLine, StoredMark } from './protective-mark-ports.ts'
import { markContext } from './seal-contexts.ts'

export interface WrittenVersion {
  recordNo: number
  event: Pick<ProvisionEvent, 'third_party' | 'data_subjects'>
  /** Wording of line 1, 2, 3 … */
  lines: readonly number[]
}

export interface MarksInForce {
  /**
   * Hides what of these versions falls under a mark, and makes the commit stale when a mark was placed,
   * changed or released since the marks were read.
   */
  writes(versions: readonly WrittenVersion[]): Write[]
  /** What is hidden of a version once it is written so. */
  hiddenOf(version: WrittenVersion): Promise<Pick<RecordVersion, 'protectedLines' | 'isProtected'>>
}

type MarkDeps = Pick<Deps, 'vault' | 'operator' | 'stores'>

/** One read; nothing is judged while no mark is in force. */
export async function readMarksInForce(deps: MarkDeps): Promise<MarksInForce> {
  const { protectiveMarks } = deps.stores
  const marks = await protectiveMarks.listInForce()
  const judge = marks.length > 0 ? judgeOf(deps, marks) : () => []
  return {
    writes: versions => [
      protectiveMarks.failUnlessInForce(marks),
      ...protectiveMarks.insertLines(versions.flatMap(judge)),
    ],
    async hiddenOf(version) {
      const { recordNo, lines } = version
      const stands = marks.length > 0 ? await protectiveMarks.findLines([recordNo]) : []
      const own = [...stands, ...judge(version)]
      const hidden = lines.flatMap((wordingId, n) => {
        const line = { recordNo, line: n + 1, wordingId }
        return own.some(mark => isOn(mark, line)) ? [n + 1] : []
      })
      const isProtected = own.some(({ line }) => line === 0)
      return {
        protectedLines: hidden,
        isProtected: isProtected || (lines.length > 0 && hidden.length === lines.length),
      }
    },
  }
}

/** What a revision says. */
export function openMark({ vault }: Pick<Deps, 'vault'>, stored: StoredMark): ProtectiveMark {
  const plain = vault.open(stored.sealed, markContext(stored.code, stored.revision))
  return JSON.parse(new TextDecoder().decode(plain))
}

/** The ground on which each of these lines is hidden, of several marks the first by code; in their order. */
export async function readGrounds(
  deps: MarkDeps,
  hidden: readonly LineOfVersion[],
): Promise<Order11Ground[]> {
  if (hidden.length === 0) return []
  const { protectiveMarks } = deps.stores
  const marks = await protectiveMarks.listInForce()
  const grounds = new Map(marks.map(stored => [stored.code, openMark(deps, stored).ground]))
  const marked = await protectiveMarks.findLines([...new Set(hidden.map(one => one.recordNo))])
  return hidden.map(line => {
    const code = marked.find(mark => isOn(mark, line))?.code ?? ''
    return grounds.get(code) as Order11Ground
  })
}

interface LineOfVersion {
  recordNo: number
  line: number
  wordingId: number
}

const isOn = (mark: ProtectedLine, { recordNo, line, wordingId }: LineOfVersion) =>
  mark.recordNo === recordNo &&
  (mark.line === 0 || mark.line === line) &&
  (mark.wordingId === 0 || mark.wordingId === wordingId)

function judgeOf(deps: MarkDeps, marks: readonly StoredMark[]) {
  const schemes = deps.operator.identifier_schemes
  const codesOfParty = new Map<string, string[]>()
  const personsByKey = new Map<string, { code: string; identity: PreparedIdentity }[]>()
  for (const stored of marks) {
    const { code } = stored
    const { third_party: party, data_subject: stated } = openMark(deps, stored).scope
    if (party !== undefined) add(codesOfParty, party, code)
    if (stated === undefined) continue
    const identity = identityOfStated(stated)
    const person = { code, identity: prepareIdentity(identity, schemes) }
    for (const key of identityLookUpKeys(identity.proven, schemes)) add(personsByKey, key, person)
  }
  return ({ recordNo, event, lines }: WrittenVersion): ProtectedLine[] => {
    const whole = codesOfParty.get(event.third_party.code ?? '') ?? []
    const persons = personsByKey.size === 0 ? [] : event.data_subjects
    return [
      ...whole.map(code => ({ recordNo, line: 0, wordingId: 0, code })),
      ...persons.flatMap((subject, n) =>
        [...new Set(lookUpKeys(subject).flatMap(key => personsByKey.get(key) ?? []))]
          .filter(({ identity }) => matchPrepared(subject, identity))
          .map(({ code }) => ({ recordNo, line: n + 1, wordingId: lines[n] as number, code })),
      ),
    ]
  }
}

function add<Value>(map: Map<string, Value[]>, key: string, value: Value) {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
