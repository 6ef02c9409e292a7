// Tickets: what one page has to remember until the next one, sealed and with an end, kept by the browser.

import type { Deps } from './ports.ts'

type TicketDeps = Pick<Deps, 'vault' | 'clock'>

const LASTS_MS = 10 * 60_000

/** @param purpose what it is good for; it opens for nothing else. */
export function writeTicket(
  { vault, clock }: TicketDeps,
  purpose: string,
  content: unknown,
  lastsMs = LASTS_MS,
): string {
  const text = JSON.stringify({ until: clock() + lastsMs, content })
  return Buffer.from(vault.seal(text, contextOf(purpose))).toString('base64url')
}

/** Undefined when it is over, of another purpose, or none of ours. */
export function readTicket<Content>(
  { vault, clock }: TicketDeps,
  purpose: string,
  ticket: string,
): Content | undefined {
  try {
    const sealed = Buffer.from(ticket, 'base64url')
    const text = Buffer.from(vault.open(sealed, contextOf(purpose))).toString('utf8')
    const { until, content } = JSON.parse(text)
    return clock() < until ? content : undefined
  } catch {
    return undefined
  }
}

const contextOf = (purpose: string) => `ticket:${purpose}`
