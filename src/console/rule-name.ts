// A rule of the law's table in the officer's words: 提供: 本人の同意.

import type { RuleCode } from '../domain/record-rules.ts'
import { ledgerWords } from './ledger-words.ts'
import type { Visit } from './visit.tsx'

export function ruleName(visit: Visit, rule: RuleCode): string {
  const { directions, bases } = visit.say(ledgerWords)
  const [direction, basis] = rule.split('/') as [keyof typeof directions, keyof typeof bases]
  return `${directions[direction]}: ${bases[basis]}`
}
