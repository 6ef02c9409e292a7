// Codes that stand as small integers in the database. Only ever append: a number keeps its meaning.

import { BASIS_CODES, type BasisCode, type Direction } from '../domain/legal-basis.ts'
import type { RecordMethod } from '../domain/provision-event.ts'
import { ITEM_CODES, type ItemCode, RULE_CODES, type RuleCode } from '../domain/record-rules.ts'
import type { RetentionClass } from '../domain/retention-period.ts'

const DIRECTION: readonly Direction[] = ['provided', 'received']
const BASIS: readonly BasisCode[] = [
  'consent',
  'foreign_consent',
  'opt_out',
  'related_information',
  'private_person',
  'based_on_law',
  'protection_of_life',
  'public_health',
  'public_duty',
  'academic_publication',
  'academic_joint_research',
  'academic_recipient',
  'entrustment',
  'succession',
  'joint_use',
  'interpretation',
]
const METHOD: readonly RecordMethod[] = ['each', 'batch', 'contract']
const RETENTION_CLASS: readonly RetentionClass[] = ['R1', 'R2', 'R3', 'V']
const RULE: readonly RuleCode[] = DIRECTION.flatMap(direction =>
  [...BASIS, 'article_16_2_body' as const].map((basis): RuleCode => `${direction}/${basis}`),
)

if (BASIS.length !== BASIS_CODES.length || RULE_CODES.some(code => !RULE.includes(code))) {
  throw new Error('src/db/codes.ts lacks a code of the domain: append it at the end of its list')
}

function codec<Code extends string>(codes: readonly Code[]) {
  const numbers = new Map(codes.map((code, number) => [code, number]))
  return {
    toNumber: (code: Code): number => {
      const number = numbers.get(code)
      if (number === undefined) throw new Error(`${code} has no number in src/db/codes.ts`)
      return number
    },
    toCode: (number: number): Code => {
      const code = codes[number]
      if (code === undefined) throw new Error(`the database holds an unknown code ${number}`)
      return code
    },
  }
}

export const directionCodec = codec(DIRECTION)
export const basisCodec = codec(BASIS)
export const methodCodec = codec(METHOD)
export const ruleCodec = codec(RULE)
export const retentionClassCodec = codec(RETENTION_CLASS)

/** The missing items of a `gaps` column: item codes among others, separated by spaces. */
export function itemCodes(column: string | null): ItemCode[] {
  const codes: readonly string[] = column?.split(' ') ?? []
  return codes.filter((code): code is ItemCode => (ITEM_CODES as readonly string[]).includes(code))
}
