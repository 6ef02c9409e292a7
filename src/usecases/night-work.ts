// What every night does, whether or not a run of erasure may begin.

import { tendCounts } from './count-old-records.ts'
import { redactAskedMarks } from './erase-history.ts'
import type { Deps } from './ports.ts'

export async function workAtNight(
  deps: Pick<Deps, 'stores' | 'operator' | 'janitor' | 'clock'>,
  mayGoOn?: () => boolean,
): Promise<void> {
  await redactAskedMarks(deps)
  await tendCounts(deps, mayGoOn)
}
