// Every page of disclosure requests: the list, the intake, and the guided way of one request.

import type { Deps } from '../../usecases/ports.ts'
import type { Shell } from '../shell.tsx'
import { openAlertPages } from './alerts.tsx'
import { alertPages } from './request-alerts.tsx'
import { clockPages } from './request-clock.tsx'
import { decisionPages } from './request-decision.tsx'
import { deliveryPages } from './request-delivery.tsx'
import { draftPages } from './request-draft.tsx'
import { identityPages } from './request-identity.tsx'
import { intakePages } from './request-intake.tsx'
import { letterPages } from './request-letters.tsx'
import { matchPages } from './request-matches.tsx'
import { overviewPages } from './request-overview.tsx'
import { requestListPages } from './requests.tsx'

/** The intake stands before the overview: `new` is no request number. */
export function requestPages(shell: Shell, deps: Deps) {
  requestListPages(shell, deps)
  intakePages(shell, deps)
  overviewPages(shell, deps)
  identityPages(shell, deps)
  matchPages(shell, deps)
  decisionPages(shell, deps)
  draftPages(shell, deps)
  deliveryPages(shell, deps)
  alertPages(shell, deps)
  openAlertPages(shell, deps)
  clockPages(shell, deps)
  letterPages(shell, deps)
}
