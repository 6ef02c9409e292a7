// A protective mark in words: its grounds, and what it covers.

import type { LegalHold } from '../../domain/legal-hold.ts'
import type { Order11Ground, ProtectiveMark } from '../../domain/protective-mark.ts'
import type { Visit } from '../visit.tsx'
import { inBoth } from '../words.ts'

interface GroundWords extends Record<string, unknown> {
  grounds: Record<Order11Ground, string>
}

export const groundWords = inBoth<GroundWords>({
  ja: {
    grounds: {
      'order-11-1': '施行令第11条第1号: 本人又は第三者の生命、身体又は財産に危害が及ぶおそれ',
      'order-11-2': '施行令第11条第2号: 違法又は不当な行為を助長し、又は誘発するおそれ',
      'order-11-3': '施行令第11条第3号: 国の安全、他国等との信頼関係又は交渉上の不利益のおそれ',
      'order-11-4':
        '施行令第11条第4号: 犯罪の予防、鎮圧又は捜査など、公共の安全と秩序の維持に支障が及ぶおそれ',
    },
  },
  en: {
    grounds: {
      'order-11-1': 'Order 11(i): danger to the life, body or property of a person',
      'order-11-2': 'Order 11(ii): would encourage unlawful or unjust acts',
      'order-11-3': 'Order 11(iii): national security, relations with other states',
      'order-11-4': 'Order 11(iv): crime prevention, investigation, public order',
    },
  },
})

const words = inBoth({
  ja: {
    records: (n: readonly number[]) => `記録 ${list(n.map(String), '、')}`,
    lines: (n: readonly { record_no: number; line: number }[]) =>
      list(
        n.map(one => `記録${one.record_no}の${one.line}行目`),
        '、',
      ),
    thirdParty: (code: string) => `第三者 ${code} の記録すべて`,
    name: '氏名',
    name_kana: 'フリガナ',
    birth_date: '生年月日',
    person: (told: string) => `本人の記録すべて(${told})`,
    and: '、',
  },
  en: {
    records: (n: readonly number[]) => `Records ${list(n.map(String), ', ')}`,
    lines: (n: readonly { record_no: number; line: number }[]) =>
      list(
        n.map(one => `line ${one.line} of record ${one.record_no}`),
        ', ',
      ),
    thirdParty: (code: string) => `Every record of third party ${code}`,
    name: 'name',
    name_kana: 'reading',
    birth_date: 'birth date',
    person: (told: string) => `Every record of the person (${told})`,
    and: ', ',
  },
})

const MOST = 50
const list = (parts: readonly string[], and: string) =>
  `${parts.slice(0, MOST).join(and)}${parts.length > MOST ? ` … (${parts.length})` : ''}`

/** What a mark or a hold covers. It may name a person. */
export function scopeInWords(
  visit: Visit,
  scope: ProtectiveMark['scope'] | LegalHold['scope'],
): string {
  const t = visit.say(words)
  if (scope.record_nos) return t.records(scope.record_nos)
  if ('lines' in scope && scope.lines) return t.lines(scope.lines)
  if (scope.third_party !== undefined) return t.thirdParty(scope.third_party)
  const { identifiers = {}, ...person } = scope.data_subject ?? {}
  const told = [
    ...(['name', 'name_kana', 'birth_date'] as const).flatMap(matter =>
      person[matter] === undefined ? [] : [`${t[matter]} ${person[matter]}`],
    ),
    ...Object.entries(identifiers).map(([scheme, value]) => `${scheme} ${value}`),
  ]
  return t.person(told.join(t.and))
}
