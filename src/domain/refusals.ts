// Refusing a line or some of its items (A33(2) proviso, carried over by A33(5)): what may be refused, and
// how a refusal has to be worded.

import type { Refusal } from './disclosure-steps.ts'
import type { Fault } from './domain-error.ts'
import type { ItemCode, RecordRule } from './record-rules.ts'

/** What may show where a person lives: released or refused by name (documents.md 4.5). */
export const PLACE_ITEMS = ['address', 'telephone', 'third_party_place'] as const
export type PlaceItem = (typeof PLACE_ITEMS)[number]

export type RefusableItem = ItemCode | PlaceItem

/** The third party's name and seat, and the person by whom it is known, tell the place alike. */
const PLACE_OF_THIRD_PARTY: readonly ItemCode[] = ['TP_NAME', 'TP_ADDR', 'TP_REP']

/** What a refusal names may be refused of a line under this rule. */
export function refusableItems(rule: RecordRule): RefusableItem[] {
  const items = rule.items.map(({ item }) => item).filter(item => item !== 'TP_UNSPEC')
  return [...items, ...PLACE_ITEMS]
}

/** The items of the paper that a refusal withholds. */
export function withheldItems(refused: readonly string[]): Set<string> {
  const places = refused.includes('third_party_place') ? PLACE_OF_THIRD_PARTY : []
  return new Set([...refused, ...places])
}

/** Shorter than this, a reason explains nothing (A36). */
const LEAST_REASON = 15

/** The words of A33(2)(i)–(iii) themselves are no reason: the letter prints them beside it. */
const GROUND_WORDS = [
  '本人又は第三者の生命、身体、財産その他の権利利益を害するおそれがある場合',
  '業務の適正な実施に著しい支障を及ぼすおそれがある場合',
  '他の法令に違反することとなる場合',
]

/** @param pointer of the refusal in the body. */
export function refusalFaults(refusal: Refusal, pointer: string): Fault[] {
  const faults: Fault[] = []
  const reason = refusal.letter_reason.trim()
  if ([...reason].length < LEAST_REASON) {
    faults.push({
      pointer: `${pointer}/letter_reason`,
      code: 'too_short',
      detail: `has fewer than ${LEAST_REASON} characters`,
      fix: 'Explain the reason so that the person understands it, without telling what is protected (A36).',
    })
  }
  if (GROUND_WORDS.some(words => isOnly(reason, words))) {
    faults.push({
      pointer: `${pointer}/letter_reason`,
      code: 'repeats_ground',
      detail: 'only repeats the ground',
      fix: 'The letter prints the ground beside it: say why it applies here.',
    })
  }
  if (refusal.ground === '33-2-3' && refusal.law_name === undefined) {
    faults.push({
      pointer: `${pointer}/law_name`,
      code: 'required',
      detail: 'is required with 33-2-3',
      fix: 'Name the law that disclosing would breach.',
    })
  }
  if (refusal.ground !== '33-2-3' && refusal.law_name !== undefined) {
    faults.push({
      pointer: `${pointer}/law_name`,
      code: 'not_fitting',
      detail: 'goes with 33-2-3 alone',
    })
  }
  return faults
}

/** Nothing beside the words of the ground but its article and a phrase like 「に当たるため」. */
function isOnly(reason: string, words: string): boolean {
  if (!reason.includes(words)) return false
  const rest = reason
    .replace(words, '')
    .replace(/法第33条第2項第[123]号|当社の|に(当た|該当す)るため|です|。|\s|[()()]/g, '')
  return rest === ''
}
