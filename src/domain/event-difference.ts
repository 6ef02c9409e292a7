// What changed between two versions of an event, field by field and line by line.

import type { DataSubject, ProvisionEvent } from './provision-event.ts'

export interface EventDifference {
  before: Record<string, unknown>
  after: Record<string, unknown>
}

type NumberedLine = { line: number } & DataSubject

/** Only the fields that differ; lines under `lines`, with their numbers. */
export function differenceOf(before: ProvisionEvent, after: ProvisionEvent): EventDifference {
  const difference: EventDifference = { before: {}, after: {} }
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (field === 'data_subjects') continue
    const [old, now] = [before[field as keyof ProvisionEvent], after[field as keyof ProvisionEvent]]
    if (same(old, now)) continue
    if (old !== undefined) difference.before[field] = old
    if (now !== undefined) difference.after[field] = now
  }
  const changed = after.data_subjects
    .map((line, n) => ({ n, line, old: before.data_subjects[n] }))
    .filter(({ line, old }) => !same(line, old))
  const numbered = (n: number, line: DataSubject): NumberedLine => ({ line: n + 1, ...line })
  if (changed.length > 0) {
    difference.before.lines = changed.flatMap(({ n, old }) => (old ? numbered(n, old) : []))
    difference.after.lines = changed.map(({ n, line }) => numbered(n, line))
  }
  return difference
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const keys = Object.keys(a)
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every(
      key =>
        Object.hasOwn(b, key) &&
        same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
    )
  )
}
