// /healthz: the process answers. /readyz: the ledger answers too.

import type { Deps } from '../usecases/ports.ts'
import { problem, respondProblem } from './problem.ts'
import type { Api } from './routes.ts'

export function healthRoutes({ app }: Api, deps: Deps) {
  app.get('/healthz', c => c.json({ status: 'ok' }))
  app.get('/readyz', async c => {
    try {
      await deps.stores.records.counters()
      return c.json({ status: 'ready' })
    } catch {
      return respondProblem(
        c,
        problem('send_again', 'The ledger cannot be read.', {
          fix: 'Run kirokubo doctor on the machine of the service.',
        }),
      )
    }
  })
}
