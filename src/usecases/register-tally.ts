// Counting the records of a register: by direction, basis and method, by rule, and by legal hold.

import type { ProvisionEvent } from '../domain/provision-event.ts'
import { type RecordRule, ruleOn } from '../domain/record-rules.ts'
import type { RecordVersion } from './ports.ts'
import { count, type RegisterRow } from './register-document.ts'
import { isShown } from './told-amendments.ts'

type Row<Name extends 'summary' | 'laws'> = RegisterRow<'provision_register', Name>

interface Counts {
  direction: string
  basis: string
  method: string
  records: number
  lines: number
  withGaps: number
  void: number
}

export class RegisterTally {
  /** Records that each legal hold keeps. */
  readonly held = new Map<string, number>()
  lines = 0
  readonly #summary = new Map<string, Counts>()
  readonly #laws = new Map<RecordRule, number>()

  add(
    { version, event }: { version: RecordVersion; event: ProvisionEvent },
    holdCodes: readonly string[],
  ) {
    const rule = ruleOn(version.rule, version.occurredOn)
    const lines = event.data_subjects.filter(isShown).length
    const counts = this.#counts(version)
    counts.records += 1
    counts.lines += lines
    counts.withGaps += version.missing.length + version.conflicts.length > 0 ? 1 : 0
    counts.void += version.void ? 1 : 0
    this.lines += lines
    this.#laws.set(rule, (this.#laws.get(rule) ?? 0) + 1)
    for (const code of holdCodes) this.held.set(code, (this.held.get(code) ?? 0) + 1)
  }

  /** 提供・受領 × 根拠 × 記録の方法, in the order of their names. */
  summary(): Row<'summary'>[] {
    return inOrder(this.#summary).map(([, { direction, basis, method, ...numbers }]) => ({
      direction: { words: direction },
      basis: { words: `basis_${basis}` },
      method: { words: `method_${method}` },
      records: count(numbers.records),
      lines: count(numbers.lines),
      withGaps: count(numbers.withGaps),
      void: count(numbers.void),
    }))
  }

  /** The rules that judged the records, with the time each is valid for. */
  laws(): Row<'laws'>[] {
    const byName = new Map(
      [...this.#laws].map(([rule, records]) => [
        `${rule.rule} ${rule.validFrom}`,
        { rule, records },
      ]),
    )
    return inOrder(byName).map(([, { rule, records }]) => ({
      basis: [{ words: directionOf(rule) }, { words: `basis_${rule.rule.split('/')[1]}` }],
      article: rule.articles.map(statuteText).join('、'),
      validFrom: rule.validFrom ?? undefined,
      validTo: rule.validTo ?? undefined,
      records: count(records),
    }))
  }

  #counts({ rule, method, direction }: RecordVersion): Counts {
    const basis = rule.slice(direction.length + 1)
    const key = `${direction} ${basis} ${method}`
    const none = { records: 0, lines: 0, withGaps: 0, void: 0 }
    const counts = this.#summary.get(key) ?? { direction, basis, method, ...none }
    this.#summary.set(key, counts)
    return counts
  }
}

const directionOf = ({ rule }: RecordRule) => rule.slice(0, rule.indexOf('/'))

function inOrder<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** `29-1` → 法29条1項, `規則20-1-2` → 規則20条1項2号; a guideline stays as it is. */
function statuteText(article: string): string {
  const parts = /^(規則)?(\d+)-(\d+)(?:-(\d+))?$/.exec(article)
  if (!parts) return article
  const [, law = '法', article_, paragraph, number] = parts
  return `${law}${article_}条${paragraph}項${number ? `${number}号` : ''}`
}
