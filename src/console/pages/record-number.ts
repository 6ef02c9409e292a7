// The record that a path names.

import { notFound } from '../../domain/domain-error.ts'
import type { Visit } from '../visit.tsx'

/** What is no number names no record. Throws not_found. */
export function recordNoOf(visit: Visit): number {
  const text = visit.c.req.param('no') ?? ''
  if (!/^[1-9]\d{0,14}$/.test(text)) throw notFound()
  return Number(text)
}
