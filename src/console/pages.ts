// Every group of pages, in the order of the menu.

import type { Deps } from '../usecases/ports.ts'
import { accountPages } from './pages/account.tsx'
import { approvalPages } from './pages/approvals.tsx'
import { auditPages } from './pages/audit.tsx'
import { clockPages } from './pages/clock.tsx'
import { documentPages } from './pages/documents.tsx'
import { gapPages } from './pages/gaps.tsx'
import { holdPages } from './pages/holds.tsx'
import { keyPages } from './pages/keys.tsx'
import { linkPages } from './pages/links.tsx'
import { markPages } from './pages/marks.tsx'
import { passkeyPages } from './pages/passkeys.tsx'
import { recordPages, thirdPartyPages } from './pages/record-pages.ts'
import { registerPages } from './pages/registers.tsx'
import { requestPages } from './pages/request-pages.ts'
import { retentionPages } from './pages/retention.tsx'
import { signInPages } from './pages/sign-in.tsx'
import { todayPages } from './pages/today.tsx'
import { userPages } from './pages/users.tsx'
import { reasonPages } from './reason.tsx'
import type { Shell } from './shell.tsx'

export type AddPages = (shell: Shell, deps: Deps) => void

export const PAGES: readonly AddPages[] = [
  signInPages,
  linkPages,
  reasonPages,
  todayPages,
  requestPages,
  recordPages,
  thirdPartyPages,
  gapPages,
  holdPages,
  retentionPages,
  documentPages,
  registerPages,
  markPages,
  approvalPages,
  keyPages,
  userPages,
  clockPages,
  auditPages,
  accountPages,
  passkeyPages,
]
