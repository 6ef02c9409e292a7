// Every page of records and of third parties, in the order in which their paths are tried.

import type { Deps } from '../../usecases/ports.ts'
import type { Shell } from '../shell.tsx'
import { personSearchPages } from './person-search-form.tsx'
import { recordPage } from './record.tsx'
import { recordLinePages } from './record-line.tsx'
import { recordMendPages } from './record-mend.tsx'
import { recordReadingPages } from './record-readings.tsx'
import { recordSettlePages } from './record-settle.tsx'
import { recordListPages } from './records.tsx'
import { registerPage } from './third-parties.tsx'
import { thirdPartyPage } from './third-party.tsx'
import { thirdPartyFormPages } from './third-party-form.tsx'
import { thirdPartyProposalPages } from './third-party-proposals.tsx'

/** The search comes first: it is no number of a record. */
export function recordPages(shell: Shell, deps: Deps) {
  recordListPages(shell, deps)
  personSearchPages(shell, deps)
  recordPage(shell, deps)
  recordReadingPages(shell, deps)
  recordMendPages(shell, deps)
  recordLinePages(shell, deps)
  recordSettlePages(shell, deps)
}

export function thirdPartyPages(shell: Shell, deps: Deps) {
  registerPage(shell, deps)
  thirdPartyPage(shell, deps)
  thirdPartyFormPages(shell, deps)
  thirdPartyProposalPages(shell, deps)
}
